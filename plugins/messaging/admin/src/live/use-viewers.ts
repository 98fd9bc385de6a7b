import { useEffect, useState } from 'react';
import type { TicketViewer } from '../api/types';
import { useHeard, useLive } from './live';

/** After 45 seconds without a word one has gone. */
const SAY_EVERY_MS = 20_000;

/** Which colleagues have this ticket before them or write in it; and telling them that we do. */
export function useViewers(ticketId: string, me: string): { viewers: readonly TicketViewer[]; setWriting(isWriting: boolean): void } {
  const { messaging, isConnected } = useLive();
  const [isWriting, setWriting] = useState(false);
  const [viewers, setViewers] = useState<readonly TicketViewer[]>([]);
  useHeard('viewers', (told) => told.ticketId === ticketId && setViewers(told.viewers));

  useEffect(() => {
    if (!isConnected) return undefined;
    const say = () => {
      messaging.ask('ticket:view', { ticketId, what: isWriting ? 'writing' : 'viewing' }).then(
        (answer) => setViewers(answer.viewers),
        // Said again soon, and again on the next connection.
        () => undefined,
      );
    };
    say();
    const timer = setInterval(say, SAY_EVERY_MS);
    return () => clearInterval(timer);
  }, [messaging, isConnected, ticketId, isWriting]);

  useEffect(
    () => () => {
      // Where this is lost, they hear it 45 seconds later.
      if (messaging.isConnected) messaging.ask('ticket:view', { ticketId, what: null }).catch(() => undefined);
    },
    [messaging, ticketId],
  );
  return { viewers: isConnected ? viewers.filter(({ staffId }) => staffId !== me) : [], setWriting };
}
