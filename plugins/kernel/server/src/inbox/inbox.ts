import type { Core } from '@strapi/strapi';
import { clock } from '../clock';
import { openEnvelope, sealEnvelope, sha256 } from '../crypto';
import { newId } from '../ids';
import { sql } from '../transaction';
import type { InboundMessage, InboxHandler } from './message';
import { createMessageStore, type NewMessage } from './store';
import { InboxWorker, type Lane } from './worker';

/** For the providers that have no lane of their own. */
const HANDS_FOR_ALL = 16;

/** Keeps what comes from outside, answers at once, and works on it afterwards until it is settled. */
export class Inbox {
  private readonly handlers = new Map<string, InboxHandler>();
  /** Providers whose messages are worked on apart, and how many at a time. */
  private readonly apart = new Map<string, number>();
  private workers: readonly InboxWorker[] = [];
  /** Answers whether the message is new. */
  private readonly store: (message: NewMessage) => Promise<boolean>;

  constructor(
    private readonly strapi: Core.Strapi,
    private readonly masterKeys: readonly [Buffer, ...Buffer[]],
  ) {
    this.store = createMessageStore(strapi);
  }

  /**
   * @param atOnce works on that many of its messages at a time, apart from everybody else's: for messages that take long, or
   * of which strangers can send any number
   */
  handle(provider: string, handler: InboxHandler, { atOnce }: { atOnce?: number } = {}): void {
    if (this.handlers.has(provider)) throw new Error(`The inbox already has a handler for "${provider}".`);
    this.handlers.set(provider, handler);
    if (atOnce !== undefined) this.apart.set(provider, atOnce);
  }

  /** Stores a message; an exact repeat is only counted. When this returns, the sender can be told 200. */
  async receive(message: InboundMessage): Promise<{ id: string; isRepeat: boolean }> {
    const id = newId('whk');
    const { sealed, wrappedKey } = sealEnvelope(this.masterKeys[0], message.rawBody, id);
    const digest = sha256(message.rawBody);
    const isFresh = await this.store({ ...message, id, sealed, wrappedKey, digest, receivedAt: clock.now() });
    if (isFresh) {
      this.wake();
      return { id, isRepeat: false };
    }
    const [first] = await sql(this.strapi).query<{ message_id: string }>(
      `INSERT INTO inbox_repeats (message_id, received_at)
       SELECT message_id, $3 FROM inbox_deliveries WHERE provider = $1 AND body_sha256 = $2 RETURNING message_id`,
      [message.provider, digest, clock.now()],
    );
    return { id: first?.message_id ?? id, isRepeat: true };
  }

  /** Puts a settled or dead message back to work. Answers false when there is no such message, it is being worked on, or its bytes were forgotten. */
  async replay(id: string): Promise<boolean> {
    const changed = await sql(this.strapi).execute(
      `UPDATE inbox_deliveries SET state = 'received', attempts = 0, due_at = $2, last_error = NULL, settled_at = NULL
       WHERE message_id = $1 AND state IN ('processed', 'ignored', 'dead') AND body_key IS NOT NULL`,
      [id, clock.now()],
    );
    this.wake();
    return changed === 1;
  }

  /** The bytes as they came. Reading them is reading personal data: the caller records who did. */
  async rawBody(id: string): Promise<Buffer | undefined> {
    const [row] = await sql(this.strapi).query<{ body_sealed: Buffer; body_key: Buffer | null }>(
      `SELECT m.body_sealed, d.body_key FROM inbox_messages m JOIN inbox_deliveries d ON d.message_id = m.id WHERE m.id = $1`,
      [id],
    );
    return row?.body_key ? openEnvelope(this.masterKeys, { sealed: row.body_sealed, wrappedKey: row.body_key }, id) : undefined;
  }

  /** After all handlers are there. */
  start(): void {
    const workerFor = (lane: Lane) => new InboxWorker(this.strapi, this.masterKeys, this.handlers, lane);
    const lanes = [...this.apart].map(([provider, hands]) => workerFor({ hands, providers: [provider], isTheirs: true }));
    this.workers = [workerFor({ hands: HANDS_FOR_ALL, providers: [...this.apart.keys()], isTheirs: false }), ...lanes];
    for (const worker of this.workers) worker.start();
  }

  /** Lets the messages under way finish. */
  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()));
  }

  private wake(): void {
    for (const worker of this.workers) worker.wake();
  }
}
