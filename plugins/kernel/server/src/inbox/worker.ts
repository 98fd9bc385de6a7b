import type { Core } from '@strapi/strapi';
import { clock } from '../clock';
import { openEnvelope } from '../crypto';
import { createPump, type Pump } from '../pump';
import { sql } from '../transaction';
import type { InboxHandler, Outcome } from './message';
import { createSettlement, type Result } from './settlement';

interface ClaimedRow {
  message_id: string;
  attempts: number;
  body_key: Buffer;
  event_type: string;
  subject: string | null;
  provider: string;
  body_sealed: Buffer;
  received_at: Date;
}

/** Messages that are worked on apart from others, so that neither waits for the other. */
export interface Lane {
  /** How many at a time. */
  hands: number;
  providers: readonly string[];
  /** Whether it is for these providers, or for all but them. */
  isTheirs: boolean;
}

/** A process that died with a message leaves it to the others after this time; more than the slowest gateway call. */
const LEASE_SECONDS = 60;
/** Pauses between attempts; after the last one the message is dead and waits for staff. */
const PAUSES_SECONDS = [2, 5, 15, 60, 300, 900, 3_600, 3_600, 7_200, 14_400, 28_800, 43_200];
/** A message whose handler ends the process each time never gets as far as failing: it dies by the count of its claims. */
const MAX_ATTEMPTS = PAUSES_SECONDS.length + 1;

/** Works on stored messages until each is settled: several at a time, one instance a message. */
export class InboxWorker {
  private readonly pump: Pump;
  private readonly underWay = new Set<Promise<void>>();
  private readonly settle: (result: Result) => Promise<void>;
  private busy = 0;

  constructor(
    private readonly strapi: Core.Strapi,
    private readonly masterKeys: readonly [Buffer, ...Buffer[]],
    private readonly handlers: ReadonlyMap<string, InboxHandler>,
    private readonly lane: Lane,
  ) {
    this.settle = createSettlement(strapi);
    this.pump = createPump({
      pass: () => this.pass(),
      pollIntervalMs: 1_000,
      onError: (error) => strapi.log.error('Working on the inbox failed; trying again in a second.', { error }),
    });
  }

  start(): void {
    this.pump.start();
  }

  wake(): void {
    this.pump.wake();
  }

  async stop(): Promise<void> {
    await this.pump.stop();
    await Promise.all(this.underWay);
  }

  /** Claims as many messages as there are free hands; each hand that gets free asks for the next pass. */
  private async pass(): Promise<boolean> {
    const { hands, providers, isTheirs } = this.lane;
    const free = hands - this.busy;
    if (free < hands / 2) return false;
    const rows = await sql(this.strapi).query<ClaimedRow>(
      `WITH claimed AS (
         UPDATE inbox_deliveries SET attempts = attempts + 1, due_at = $1::timestamptz + make_interval(secs => ${LEASE_SECONDS}),
                state = CASE WHEN attempts < ${MAX_ATTEMPTS} THEN 'working' ELSE 'dead' END,
                settled_at = CASE WHEN attempts < ${MAX_ATTEMPTS} THEN NULL ELSE $1::timestamptz END
         WHERE message_id IN (
           SELECT message_id FROM inbox_deliveries WHERE settled_at IS NULL AND due_at <= $1 AND (provider = ANY ($3::text[])) = $4
           ORDER BY message_id LIMIT $2 FOR UPDATE SKIP LOCKED)
         RETURNING message_id, attempts, body_key, state)
       SELECT c.message_id, c.attempts, c.body_key, m.event_type, m.subject, m.provider, m.body_sealed, m.received_at
       FROM claimed c JOIN inbox_messages m ON m.id = c.message_id WHERE c.state = 'working'`,
      [clock.now(), free, providers, isTheirs],
    );
    for (const row of rows) {
      const work = this.work(row).finally(() => this.underWay.delete(work));
      this.underWay.add(work);
    }
    // Fewer than asked for: either there are no more, or some died; then the next poll goes on.
    return rows.length === free;
  }

  /** The hand is free for the next message as soon as this one has its outcome; the writing down goes on beside it. */
  private async work(row: ClaimedRow): Promise<void> {
    this.busy += 1;
    const outcome = await this.tryOnce(row);
    this.busy -= 1;
    this.pump.wake();
    await this.settle(this.resultOf(row, outcome)).catch((error: unknown) => {
      this.strapi.log.error('What became of a message could not be written down; it is worked on again.', { error });
    });
  }

  private async tryOnce(row: ClaimedRow): Promise<Outcome | { error: unknown }> {
    try {
      const handler = this.handlers.get(row.provider);
      if (!handler) throw new Error(`Nobody handles messages of "${row.provider}"; is its gateway still configured?`);
      return await handler({
        id: row.message_id,
        provider: row.provider,
        eventType: row.event_type,
        subject: row.subject,
        rawBody: openEnvelope(this.masterKeys, { sealed: row.body_sealed, wrappedKey: row.body_key }, row.message_id),
        receivedAt: row.received_at,
        attempt: row.attempts,
      });
    } catch (error) {
      return { error };
    }
  }

  private resultOf({ message_id: id, attempts }: ClaimedRow, outcome: Outcome | { error: unknown }): Result {
    if (!('error' in outcome)) return { id, attempts, state: outcome.state, outcome: outcome.note, forgetsBody: outcome.forgetsBody ?? false, lastError: null, dueAt: null };
    const { error } = outcome;
    this.strapi.log.warn(`Message ${id} could not be worked on (attempt ${attempts}).`, { error });
    const lastError = (error instanceof Error ? error.message : String(error)).slice(0, 1_000);
    const pauseSeconds = PAUSES_SECONDS[attempts - 1];
    if (pauseSeconds === undefined) return { id, attempts, state: 'dead', outcome: null, forgetsBody: false, lastError, dueAt: null };
    return { id, attempts, state: 'received', outcome: null, forgetsBody: false, lastError, dueAt: new Date(clock.now().getTime() + pauseSeconds * 1_000) };
  }
}
