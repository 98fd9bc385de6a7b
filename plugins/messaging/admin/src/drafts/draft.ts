export type Mode = 'reply' | 'note';

/** What somebody has written and not sent. */
export interface Draft {
  text: string;
  /** The end of the conversation when they began to write: what a colleague answers after it they may not have seen. */
  begunAtSeq: number;
}

/** Something that was sent, and of which nobody knows yet whether it arrived. */
export interface Outgoing {
  mode: Mode;
  text: string;
  /** Sent again under the same id, it is stored once. */
  clientMessageId: string;
  at: string;
}

interface Kept {
  reply?: Draft;
  note?: Draft;
  outgoing?: readonly Outgoing[];
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What one person has written in one ticket, kept in the browser through reloads and lost connections. */
export function createDrafts(storage: Store, me: string, ticketId: string) {
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
    const kept = { ...(reply?.text ? { reply } : {}), ...(note?.text ? { note } : {}), ...(outgoing && outgoing.length > 0 ? { outgoing } : {}) };
    try {
      if (Object.keys(kept).length === 0) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify(kept));
    } catch {
      // The browser keeps nothing (full, or forbidden): the draft lives as long as the page.
    }
  }

  return {
    draft: (mode: Mode): Draft => read()[mode] ?? { text: '', begunAtSeq: 0 },
    write: (mode: Mode, draft: Draft): void => keep({ [mode]: draft }),
    outgoing: (): readonly Outgoing[] => read().outgoing ?? [],
    /** In one step: it is no draft any more, and waits to be acknowledged. */
    send: (message: Outgoing): void => keep({ [message.mode]: { text: '', begunAtSeq: 0 }, outgoing: [...(read().outgoing ?? []), message] }),
    /** It arrived, or its author gave it up. */
    settle: (clientMessageId: string): void => keep({ outgoing: (read().outgoing ?? []).filter((message) => message.clientMessageId !== clientMessageId) }),
  };
}
