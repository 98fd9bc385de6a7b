import type { Attachment } from '../api/types';

export type Mode = 'reply' | 'note';

/** An upload that waits for its message. */
export interface DraftFile extends Attachment {
  /** When it came up, ISO 8601. */
  at: string;
}

/** What somebody has written and not sent. */
export interface Draft {
  text: string;
  /** The end of the conversation when they began to write: what a colleague answers after it they may not have seen. */
  begunAtSeq: number;
  /** Uploads that go along. */
  files: readonly DraftFile[];
}

export const isBlank = ({ text, files }: Pick<Draft, 'text' | 'files'>): boolean => text.trim() === '' && files.length === 0;

/** The server erases uploads a day after they came; a little earlier they are not offered any more. */
const FILES_LAST_MS = 23 * 3_600_000;

/** Something that was sent, and of which nobody knows yet whether it arrived. */
export interface Outgoing {
  mode: Mode;
  text: string;
  attachments: readonly Attachment[];
  /** Sent again under the same id, it is stored once. */
  clientMessageId: string;
  at: string;
}

/** As it lies in the browser: an older page may have left less. */
interface Kept {
  reply?: Partial<Draft> | undefined;
  note?: Partial<Draft> | undefined;
  outgoing?: readonly (Omit<Outgoing, 'attachments'> & Partial<Pick<Outgoing, 'attachments'>>)[];
}

const isEmpty = ({ text = '', files = [] }: Partial<Draft>): boolean => text === '' && files.length === 0;

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What one person has written in one ticket, kept in the browser through reloads and lost connections. */
export function createDrafts(storage: Store, me: string, ticketId: string, now: () => number = Date.now) {
  const key = `mangrove.inbox.draft.${me}.${ticketId}`;

  function read(): Kept {
    try {
      return JSON.parse(storage.getItem(key) ?? '{}') as Kept;
    } catch {
      // Not ours, or not readable: there is nothing to go on with.
      return {};
    }
  }

  function keep(change: Kept): void {
    const { reply, note, outgoing } = { ...read(), ...change };
    const kept = { ...(reply && !isEmpty(reply) ? { reply } : {}), ...(note && !isEmpty(note) ? { note } : {}), ...(outgoing && outgoing.length > 0 ? { outgoing } : {}) };
    try {
      if (Object.keys(kept).length === 0) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify(kept));
    } catch {
      // The browser keeps nothing (full, or forbidden): the draft lives as long as the page.
    }
  }

  return {
    draft: (mode: Mode): Draft => {
      const { text = '', begunAtSeq = 0, files = [] } = read()[mode] ?? {};
      return { text, begunAtSeq, files: files.filter(({ at }) => now() - Date.parse(at) < FILES_LAST_MS) };
    },
    write: (mode: Mode, draft: Draft): void => keep({ [mode]: draft }),
    outgoing: (): readonly Outgoing[] => (read().outgoing ?? []).map((message) => ({ ...message, attachments: message.attachments ?? [] })),
    /** In one step: it is no draft any more, and waits to be acknowledged. */
    send: (message: Outgoing): void => keep({ [message.mode]: undefined, outgoing: [...(read().outgoing ?? []), message] }),
    /** It arrived, or its author gave it up. */
    settle: (clientMessageId: string): void => keep({ outgoing: (read().outgoing ?? []).filter((message) => message.clientMessageId !== clientMessageId) }),
  };
}
