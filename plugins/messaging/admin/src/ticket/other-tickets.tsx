import { Flex, Typography } from '@strapi/design-system';
import { NavLink, useLocation } from 'react-router-dom';
import { styled } from 'styled-components';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import type { Page, StaffTicket } from '../api/types';
import { useText } from '../text';
import { Section } from './section';
import { StateBadge } from './state-badge';

const MOST = 5;

const Subject = styled(Typography)`
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  min-width: 0;
`;

/** What the same customer has asked before, or since. */
export function OtherTickets({ ticket }: { ticket: StaffTicket }) {
  const text = useText();
  const { search } = useLocation();
  // Only registered people are found by what they have asked.
  const isUser = ticket.requester.id.startsWith('usr_');
  const found = useResource<Page<StaffTicket>>(isUser ? '/messaging/tickets' : null, { requesterId: ticket.requester.id, limit: MOST + 1 });
  const others = found.data?.data.filter(({ id }) => id !== ticket.id).slice(0, MOST) ?? [];
  if (others.length === 0) return null;
  return (
    <Section title={text('sidebar.others')}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {others.map(({ id, number, subject, state }) => (
          <Flex tag="li" key={id} gap={2} justifyContent="space-between">
            <NavLink to={{ pathname: `/plugins/messaging/tickets/${id}`, search }} style={{ minWidth: 0, display: 'flex' }}><Subject variant="pi" textColor="primary600">#{number} {subject}</Subject></NavLink>
            <StateBadge state={state} />
          </Flex>
        ))}
      </Flex>
    </Section>
  );
}
