import { Button, Flex, TextButton, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import { absoluteTime } from '../../../../kernel/admin/src/format/time';
import type { StaffTicket } from '../api/types';
import { useShortcuts } from '../../../../kernel/admin/src/keyboard/use-shortcuts';
import { useStaff } from '../live/staff';
import { MacroButton } from '../macros/macro-button';
import { useAllowed } from '../permissions';
import { useText } from '../text';
import { Moves } from '../ticket/moves';
import { SlaMark } from '../ticket/sla-mark';
import { Snooze } from '../ticket/snooze';
import { StateBadge } from '../ticket/state-badge';
import { useTicketActs } from '../ticket/use-ticket-acts';

const Bar = styled.header`
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 12px;
  padding: 10px 16px;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

const Subject = styled(Typography)`
  display: block;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
`;

/** What the ticket is, how it stands, and what is done most often to it. */
export function ConversationHeader({ ticket, onChanged, onSplit }: { ticket: StaffTicket; onChanged(): void; onSplit: (() => void) | undefined }) {
  const text = useText();
  const { locale } = useIntl();
  const { me } = useStaff();
  const { canAnswer } = useAllowed();
  const acts = useTicketActs(ticket.id, onChanged);
  const isTakeable = canAnswer && ticket.assignee?.id !== me && (ticket.assignee === null || ['resolved', 'closed', 'merged', 'spam'].includes(ticket.state));
  const isResolvable = canAnswer && ticket.moves.includes('resolved');
  useShortcuts({
    ...(isTakeable ? { t: () => void acts.take() } : {}),
    ...(isResolvable ? { e: () => void acts.move('resolved') } : {}),
  });
  return (
    <Bar>
      <div style={{ minWidth: 0 }}>
        <Subject variant="delta" tag="h2" title={ticket.subject}>{ticket.subject}</Subject>
        <Flex gap={2} alignItems="center" paddingTop={1} wrap="wrap">
          <Typography variant="pi" textColor="neutral600">#{ticket.number}</Typography>
          <StateBadge state={ticket.state} />
          {ticket.snoozedUntil === null ? null : <Typography variant="pi" textColor="neutral600">{text('snooze.until', { until: absoluteTime(ticket.snoozedUntil, locale) })}</Typography>}
          {canAnswer && onSplit && ticket.state !== 'merged' && ticket.state !== 'spam' ? <TextButton onClick={onSplit}>{text('split.open')}</TextButton> : null}
          {ticket.sla === null ? null : <SlaMark sla={ticket.sla} isLong />}
        </Flex>
      </div>
      {canAnswer ? (
        <Flex gap={2} style={{ flex: 'none' }}>
          {isTakeable ? <Button size="S" variant="secondary" disabled={acts.isRunning} onClick={() => void acts.take()}>{text('act.take')}</Button> : null}
          <MacroButton ticketId={ticket.id} onChanged={onChanged} />
          <Snooze ticket={ticket} isRunning={acts.isRunning} onSnooze={(until) => void acts.snooze(until)} />
          <Moves ticket={ticket} isRunning={acts.isRunning} onMove={(state) => void acts.move(state)} />
          {isResolvable ? <Button size="S" variant="success-light" disabled={acts.isRunning} onClick={() => void acts.move('resolved')}>{text('act.resolve')}</Button> : null}
        </Flex>
      ) : null}
    </Bar>
  );
}
