/** How many tickets this browser remembers having shown; the oldest are forgotten. */
const MOST = 2_000;

export type Seen = Readonly<Record<string, string>>;

const keyOf = (me: string) => `mangrove.inbox.seen.${me}`;

export function readSeen(storage: Pick<Storage, 'getItem'>, me: string): Seen {
  try {
    const stored: unknown = JSON.parse(storage.getItem(keyOf(me)) ?? '{}');
    return typeof stored === 'object' && stored !== null ? (stored as Seen) : {};
  } catch {
    // Somebody else has written there, or the browser keeps nothing: everything is unseen.
    return {};
  }
}

/** Remembers as what a ticket was last shown to a person. */
export function keepSeen(storage: Pick<Storage, 'getItem' | 'setItem'>, me: string, id: string, updatedAt: string): Seen {
  const { [id]: _before, ...others } = readSeen(storage, me);
  const seen = Object.fromEntries([...Object.entries(others), [id, updatedAt]].slice(-MOST)) as Seen;
  try {
    storage.setItem(keyOf(me), JSON.stringify(seen));
  } catch {
    // A full or forbidden store: the mark lasts as long as the page.
  }
  return seen;
}

/** Whether a ticket has changed since it was last shown, or never was. */
export const isUnread = (seen: Seen, { id, updatedAt }: { id: string; updatedAt: string }): boolean => (seen[id] ?? '') < updatedAt;
