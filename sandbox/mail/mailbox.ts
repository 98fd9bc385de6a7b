import type { Message } from './message.ts';

export interface MailFilter {
  /** Part of a recipient's address, blind copies included; case does not matter. */
  readonly to?: string | undefined;
  /** Part of the subject; case does not matter. */
  readonly subject?: string | undefined;
}

/** The caught mails, newest first. The oldest leave when there are too many of them or they grow too large. */
export interface Mailbox {
  add(message: Message): void;
  list(filter?: MailFilter): Message[];
  get(id: string): Message | undefined;
  remove(id: string): boolean;
  clear(): void;
  /** Resolves with the newest fitting mail, at once or as soon as it arrives; `null` when the time is over. */
  waitFor(filter: MailFilter, timeoutMs: number): Promise<Message | null>;
}

const MAX_MESSAGES = 1_000;
const MAX_BYTES = 100 * 1_048_576;

const contains = (text: string, part: string | undefined) => part === undefined || text.toLowerCase().includes(part.toLowerCase());

const fits = (message: Message, { to, subject }: MailFilter) =>
  contains(message.subject, subject) && (to === undefined || message.envelope.to.some((address) => contains(address, to)));

export function createMailbox(): Mailbox {
  let messages: Message[] = [];
  let bytes = 0;
  const waiting = new Set<(message: Message) => void>();

  const remove = (id: string) => {
    const found = messages.find((message) => message.id === id);
    if (!found) return false;
    messages = messages.filter((message) => message !== found);
    bytes -= found.raw.length;
    return true;
  };

  return {
    add(message) {
      messages.unshift(message);
      bytes += message.raw.length;
      while (messages.length > MAX_MESSAGES || (bytes > MAX_BYTES && messages.length > 1)) bytes -= messages.pop()?.raw.length ?? 0;
      for (const offer of [...waiting]) offer(message);
    },
    list: (filter = {}) => messages.filter((message) => fits(message, filter)),
    get: (id) => messages.find((message) => message.id === id),
    remove,
    clear() {
      messages = [];
      bytes = 0;
    },
    waitFor(filter, timeoutMs) {
      const present = messages.find((message) => fits(message, filter));
      if (present) return Promise.resolve(present);
      return new Promise((resolve) => {
        const finish = (message: Message | null) => {
          clearTimeout(timer);
          waiting.delete(offer);
          resolve(message);
        };
        const offer = (message: Message) => {
          if (fits(message, filter)) finish(message);
        };
        const timer = setTimeout(() => finish(null), timeoutMs).unref();
        waiting.add(offer);
      });
    },
  };
}
