import { Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import { absoluteTime } from '../../../../kernel/admin/src/format/time';
import type { StaffTicket } from '../api/types';
import { isTextKey, useText } from '../text';
import { Section } from './section';

const Grid = styled.dl`
  display: grid;
  grid-template-columns: auto minmax(0, 1fr);
  gap: 4px 12px;
`;

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt><Typography variant="pi" textColor="neutral600">{name}</Typography></dt>
    <dd style={{ minWidth: 0, textAlign: 'right' }}><Typography variant="pi" style={{ overflowWrap: 'anywhere' }}>{children}</Typography></dd>
  </>
);

/** What does not change, or changes by itself. */
export function Facts({ ticket }: { ticket: StaffTicket }) {
  const text = useText();
  const { locale } = useIntl();
  const times = [['openedAt', ticket.openedAt], ['firstAnsweredAt', ticket.firstAnsweredAt], ['resolvedAt', ticket.resolvedAt], ['closedAt', ticket.closedAt]] as const;
  const channel = `channel.${ticket.channel}`;
  return (
    <Section title={text('sidebar.facts')}>
      <Grid>
        <Fact name={text('facts.customer')}>{ticket.requester.name ?? ticket.requester.id}</Fact>
        <Fact name={text('facts.channel')}>{isTextKey(channel) ? text(channel) : ticket.channel}</Fact>
        {ticket.team === null ? null : <Fact name={text('facts.team')}>{ticket.team}</Fact>}
        {ticket.relatesTo === null ? null : <Fact name={text('facts.about')}>{ticket.relatesTo.type} {ticket.relatesTo.id}</Fact>}
        {ticket.rating === null ? null : <Fact name={text('facts.rating')}>{text('facts.ratingOf', { rating: ticket.rating })}{ticket.ratingComment === null ? '' : ` · ${ticket.ratingComment}`}</Fact>}
        {times.map(([name, at]) => (at === null ? null : <Fact key={name} name={text(`facts.${name}`)}>{absoluteTime(at, locale)}</Fact>))}
      </Grid>
    </Section>
  );
}
