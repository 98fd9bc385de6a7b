import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import { MessagingUnanswered, type StaffEvents, type StaffTicket } from '../../../client/src/index.ts';
import { sentenceOf } from '../../../../kernel/admin/src/api/refusal';
import { useLive } from '../live/live';
import { useText } from '../text';

type Labels = Omit<StaffEvents['ticket:label']['payload'], 'ticketId'>;

/** What staff do to a ticket. Each says whether it was done; done twice it is done once. */
export function useTicketActs(ticketId: string, onChanged: () => void) {
  const text = useText();
  const { messaging } = useLive();
  const { toggleNotification } = useNotification();
  const [isRunning, setIsRunning] = useState(false);

  const run = async (act: () => Promise<unknown>): Promise<boolean> => {
    setIsRunning(true);
    try {
      await act();
      return true;
    } catch (error) {
      toggleNotification({ type: 'danger', message: error instanceof MessagingUnanswered ? text('act.unanswered') : sentenceOf(error) });
      return false;
    } finally {
      setIsRunning(false);
      // Refused mostly means that a colleague was faster: what is shown then is theirs.
      onChanged();
    }
  };
  return {
    isRunning,
    take: () => run(() => messaging.ask('ticket:take', { ticketId })),
    assign: (assigneeId: string | null) => run(() => messaging.ask('ticket:assign', { ticketId, assigneeId })),
    move: (state: StaffTicket['moves'][number]) => run(() => messaging.ask('ticket:move', { ticketId, state })),
    snooze: (until: Date | null) => run(() => messaging.ask('ticket:snooze', { ticketId, until: until?.toISOString() ?? null })),
    merge: (into: string) => run(() => messaging.ask('ticket:merge', { ticketId, into })),
    label: (labels: Labels) => run(() => messaging.ask('ticket:label', { ticketId, ...labels })),
  };
}
