/** An authentic message from outside; who calls `receive` has verified it. */
export interface InboundMessage {
  /** Who sent it, e.g. `paystack`. */
  provider: string;
  /** The sender's word for what happened, e.g. `charge.success`. */
  eventType: string;
  /** What it is about, in the sender's terms, e.g. a payment's reference. */
  subject: string | null;
  /** The bytes as they came. They hold personal data, so they are stored encrypted. */
  rawBody: Buffer;
  /** Only headers that are worth keeping. */
  headers: Record<string, string>;
  /** Which of several secrets fitted; 0 is the current one. */
  secretIndex: number;
}

export interface StoredMessage extends Omit<InboundMessage, 'headers' | 'secretIndex'> {
  id: string;
  receivedAt: Date;
  /** 1 at the first try. */
  attempt: number;
}

/** What became of a message: acted on, or nothing to do and why. */
export type Outcome = {
  state: 'processed' | 'ignored';
  note: string;
  /** The bytes are not kept: whoever acted has what they need, sealed for whom it concerns. It cannot be replayed then. */
  forgetsBody?: true;
};

/** Acts on a message. May run twice for one message, so it must change nothing the second time. */
export type InboxHandler = (message: StoredMessage) => Promise<Outcome>;
