import { EventEmitter } from 'node:events';
import type pg from 'pg';

export interface Outbox {
  /** Where readers subscribe, by the event's type. */
  readonly events: EventEmitter;
  /** Asks for a delivery soon. */
  wake(): void;
}

const BATCH = 500;

/** Hands stored events to their readers after the transaction that stored them, in order, at least once. */
export function createOutbox(pool: pg.Pool): Outbox {
  const events = new EventEmitter();
  let isRunning = false;
  let isWoken = false;

  async function deliver(): Promise<boolean> {
    const { rows } = await pool.query<{ type: string; payload: unknown }>({
      name: 'take-events',
      text: `WITH taken AS (DELETE FROM outbox WHERE seq IN (SELECT seq FROM outbox ORDER BY seq LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) RETURNING seq)
             SELECT e.type, e.payload FROM events e JOIN taken USING (seq) ORDER BY e.seq`,
    });
    for (const { type, payload } of rows) events.emit(type, payload);
    return rows.length === BATCH;
  }

  async function run(): Promise<void> {
    isRunning = true;
    try {
      do {
        isWoken = false;
      } while ((await deliver()) || isWoken);
    } catch (error) {
      console.error('Events could not be delivered; they stay in the outbox.', error);
    } finally {
      isRunning = false;
    }
  }

  const wake = () => {
    if (isRunning) isWoken = true;
    else void run();
  };
  setInterval(wake, 1_000).unref();
  return { events, wake };
}
