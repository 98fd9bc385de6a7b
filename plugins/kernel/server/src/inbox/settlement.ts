import type { Core } from '@strapi/strapi';
import { createBatcher } from '../batcher';
import { clock } from '../clock';
import { sql } from '../transaction';

/** What became of one attempt at a message. */
export interface Result {
  id: string;
  /** Which attempt it was. */
  attempts: number;
  state: 'processed' | 'ignored' | 'received' | 'dead';
  outcome: string | null;
  /** Removes the key of its bytes. */
  forgetsBody: boolean;
  lastError: string | null;
  /** When it is tried again. */
  dueAt: Date | null;
}

const MOST = 64;
/** Hundreds of times what such a statement takes. */
const PATIENCE_MS = 1_000;

/**
 * Gives a function that writes down what became of a message, those of one moment together. The attempt fences: a
 * worker that was given up for dead cannot overwrite what its successor found. A crash before this only means that a
 * message is worked on again.
 */
export const createSettlement = (strapi: Core.Strapi): ((result: Result) => Promise<void>) =>
  createBatcher<Result, void>({
    most: MOST,
    patienceMs: PATIENCE_MS,
    async run(results) {
      await sql(strapi).execute(
        `UPDATE inbox_deliveries d
            SET state = r.state, outcome = r.outcome, last_error = r.last_error, due_at = coalesce(r.due_at, d.due_at),
                settled_at = CASE WHEN r.state = 'received' THEN NULL ELSE $7::timestamptz END,
                body_key = CASE WHEN r.forgets_body THEN NULL ELSE d.body_key END
           FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $8::boolean[])
                AS r (message_id, attempts, state, outcome, last_error, due_at, forgets_body)
          WHERE d.message_id = r.message_id AND d.attempts = r.attempts AND d.state = 'working'`,
        [
          results.map(({ id }) => id),
          results.map(({ attempts }) => attempts),
          results.map(({ state }) => state),
          results.map(({ outcome }) => outcome),
          results.map(({ lastError }) => lastError),
          results.map(({ dueAt }) => dueAt),
          clock.now(),
          results.map(({ forgetsBody }) => forgetsBody),
        ],
      );
      return results.map(() => undefined);
    },
  });
