import { Flex, IconButton, Typography } from '@strapi/design-system';
import { ManyToOne as Merge } from '@strapi/icons';
import { useState } from 'react';
import { NavLink, useLocation } from 'react-router-dom';
import { styled } from 'styled-components';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import type { Page, StaffTicket } from '../api/types';
import { useText } from '../text';
import { MergeDialog } from './merge-dialog';
import { Section } from './section';
import { StateBadge } from './state-badge';

const MOST = 5;

const Subject = styled(Typography)`
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  min-width: 0;
`;

interface Props {
  ticket: StaffTicket;
  /** Lets another go on with this one; absent where this person may not. */
  onMerge: ((into: string) => void) | undefined;
}

/** Neither goes on with anything. */
const OVER = new Set<StaffTicket['state']>(['closed', 'merged', 'spam']);

/** What the same customer has asked before, or since; one of them may go on with this one. */
export function OtherTickets({ ticket, onMerge }: Props) {
  const text = useText();
  const { search } = useLocation();
  const [merging, setMerging] = useState<{ id: string; number: number }>();
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
            <Flex gap={1} style={{ flex: 'none' }}>
              <StateBadge state={state} />
              {onMerge && !OVER.has(ticket.state) && !OVER.has(state) ? <IconButton size="XS" variant="ghost" label={text('act.merge', { number })} onClick={() => setMerging({ id, number })}><Merge /></IconButton> : null}
            </Flex>
          </Flex>
        ))}
      </Flex>
      {merging && onMerge ? <MergeDialog from={ticket.number} into={merging.number} onMerge={() => onMerge(merging.id)} onClose={() => setMerging(undefined)} /> : null}
    </Section>
  );
}
