import { useMemo, useState } from 'react';
import type { RoomEvent } from '../api/types';

export interface Selection {
  chosen: ReadonlySet<string>;
  /** Messages that go on in another ticket already. */
  gone: ReadonlySet<string>;
  toggle(messageId: string): void;
}

/** Messages of a conversation that are chosen for a ticket of their own; none where nobody chooses. */
export function useSelection(events: readonly RoomEvent[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>();
  const gone = useMemo(() => new Set(events.flatMap((event) => (event.type === 'ticket.split' ? event.data.messageIds : []))), [events]);
  const selection: Selection | undefined = chosen && {
    chosen,
    gone,
    toggle: (messageId) => setChosen((before = new Set()) => new Set(before.has(messageId) ? [...before].filter((id) => id !== messageId) : [...before, messageId])),
  };
  return { selection, begin: () => setChosen(new Set()), end: () => setChosen(undefined) };
}
