import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';
import { styled } from 'styled-components';
import { absoluteTime } from '../../../../kernel/admin/src/format/time';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import type { SidebarSection, StaffTicket } from '../api/types';
import { useText } from '../text';
import { Section } from './section';

const Grid = styled.dl`
  display: grid;
  grid-template-columns: auto minmax(0, 1fr);
  gap: 4px 12px;
`;

/** Times come as they are kept. */
const INSTANT = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/g;

/** What recipes know of the customer: who they are, what they paid. One that fails leaves the others standing. */
export function CustomerSections({ ticket }: { ticket: StaffTicket }) {
  const text = useText();
  const { locale } = useIntl();
  const readable = (words: string) => words.replace(INSTANT, (at) => absoluteTime(at, locale));
  const sidebar = useResource<{ data: SidebarSection[] }>(`/messaging/tickets/${ticket.id}/sidebar`);
  return (sidebar.data?.data ?? []).map(({ code, title, items }) => (
    <Section key={code} title={title}>
      {items?.length === 0 ? <Typography variant="pi" textColor="neutral600">{text('sidebar.nothing')}</Typography> : null}
      {items === null ? <Typography variant="pi" textColor="danger700">{text('sidebar.failed')}</Typography> : null}
      <Grid>
        {items?.map(({ label, value, link }, place) => (
          <div key={place} style={{ display: 'contents' }}>
            <dt><Typography variant="pi" textColor="neutral600">{link === null ? readable(label) : <NavLink to={link}><Typography variant="pi" textColor="primary600">{readable(label)}</Typography></NavLink>}</Typography></dt>
            <dd style={{ minWidth: 0, textAlign: 'right' }}><Typography variant="pi" style={{ overflowWrap: 'anywhere' }}>{readable(value)}</Typography></dd>
          </div>
        ))}
      </Grid>
    </Section>
  ));
}
