import type { Doorbell } from './doorbell';

/** A message to the others is no larger; Redis hands it to every server. */
const MOST_OF_A_MESSAGE = 262_144;
/** What waits for Redis to take what was before it. Beyond it others find by themselves. */
const MOST_WAITING = 4 * 1_048_576;

export interface Teller {
  tell(news: readonly object[]): void;
}

/**
 * Tells other servers things, one message under way: what comes meanwhile goes together next, so that a busy server sends
 * larger messages and not more of them. Nothing waits for a Redis that is away, and nothing is said twice.
 */
export function createTeller(doorbell: Pick<Doorbell, 'isReady' | 'ring'>, write: (items: readonly string[]) => string): Teller {
  let waiting: string[] = [];
  let waitingLength = 0;
  let isTelling = false;

  const next = (): string[] => {
    let length = 0;
    const end = waiting.findIndex((item, index) => (length += item.length) > MOST_OF_A_MESSAGE && index > 0);
    const taken = waiting.splice(0, end === -1 ? waiting.length : end);
    for (const { length: one } of taken) waitingLength -= one;
    return taken;
  };
  const forget = () => {
    waiting = [];
    waitingLength = 0;
  };

  async function tellAll(): Promise<void> {
    try {
      while (waiting.length > 0) await doorbell.ring(write(next()));
    } catch {
      // The doorbell says by itself that it is out of order. What waits behind would be late, and is in PostgreSQL.
      forget();
    } finally {
      isTelling = false;
    }
  }

  return {
    tell(news) {
      if (!doorbell.isReady()) return;
      for (const item of news) {
        const text = JSON.stringify(item);
        if (waitingLength + text.length > MOST_WAITING) break;
        waiting.push(text);
        waitingLength += text.length;
      }
      if (isTelling) return;
      isTelling = true;
      void tellAll();
    },
  };
}
