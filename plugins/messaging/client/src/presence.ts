import { backoffMs, type BackoffLimits } from './backoff.ts';
import type { Connection } from './connection.ts';
import { isWorthRepeating, retryAfterMs } from './failures.ts';
import { tell } from './tell.ts';
import type { PresenceState } from './wire.ts';

export interface Presence {
  userId: string;
  state: PresenceState;
}

/** Watches the same people through lost connections: the server forgets with each connection whom it was to tell about. */
export function createPresenceWatch(connection: Pick<Connection, 'ask' | 'isOpen'>, backoff: BackoffLimits, onPresence: (presence: Presence) => void) {
  const states = new Map<string, PresenceState>();
  let watched: readonly string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Since the last question: what came by itself is newer than the answer. */
  let heard = new Set<string>();
  let asked = 0;
  let failures = 0;

  function take({ userId, state }: Presence): void {
    if (!watched.includes(userId) || states.get(userId) === state) return;
    states.set(userId, state);
    tell(() => onPresence({ userId, state }));
  }

  async function subscribe(): Promise<void> {
    clearTimeout(timer);
    if (!connection.isOpen()) return;
    asked += 1;
    const question = asked;
    heard = new Set();
    try {
      const { presence } = await connection.ask('presence:subscribe', { userIds: [...watched] });
      // Others are watched by now.
      if (question !== asked) return;
      failures = 0;
      for (const userId of watched) if (!heard.has(userId)) take({ userId, state: presence[userId] ?? 'offline' });
    } catch (error) {
      if (question !== asked) return;
      if (isWorthRepeating(error)) timer = setTimeout(() => void subscribe(), retryAfterMs(error) ?? backoffMs(failures++, backoff));
      // Nobody waits for it: it comes up where errors of events do.
      else
        tell(() => {
          throw error;
        });
    }
  }

  return {
    watch(userIds: readonly string[]): void {
      watched = [...new Set(userIds)];
      for (const userId of [...states.keys()]) if (!watched.includes(userId)) states.delete(userId);
      void subscribe();
    },
    presence(presence: Presence): void {
      heard.add(presence.userId);
      take(presence);
    },
    opened(): void {
      if (watched.length > 0) void subscribe();
    },
    stop: (): void => clearTimeout(timer),
  };
}
