import { createMessaging, type Messaging } from '../../plugins/messaging/client/src/index.ts';
import type { Customer } from './client.ts';
import { until } from './expect.ts';

/** One line of a room's log, as it is shown and compared. */
export interface Line {
  seq: number;
  text: string;
}

/** A person with the client module open on one room. */
export interface Chatter {
  readonly messaging: Messaging;
  /** What the application would show: every message that the client has handed over, in the order in which it did. */
  readonly lines: readonly Line[];
  say(text: string): Promise<Line>;
  /** Waits until the last event of the room has come. */
  reaches(seq: number): Promise<void>;
}

export function openChat(url: string, { token }: Customer, roomId: string): Chatter {
  const lines: Line[] = [];
  let last = 0;
  const messaging = createMessaging({ url, token: () => Promise.resolve(token), backoff: { firstMs: 200, mostMs: 1_000 } });
  messaging.openRoom(roomId, {
    onEvents(events) {
      for (const event of events) if (event.type === 'message.created') lines.push({ seq: event.seq, text: event.data.text ?? '' });
      last = events.at(-1)?.seq ?? last;
    },
    onReset: () => void lines.splice(0),
  });
  return {
    messaging,
    lines,
    say: async (text) => ({ seq: (await messaging.send(roomId, text)).seq, text }),
    reaches: async (seq) => void (await until(() => Promise.resolve(last), (seen) => seen >= seq, `event ${seq} of the room`)),
  };
}
