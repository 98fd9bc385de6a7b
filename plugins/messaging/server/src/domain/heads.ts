/** What has a place in a room's log. */
export interface Numbered {
  seq: number;
}

/** Where a room's feed stands. `held` are events that came before those that precede them. */
export interface RoomCursor<E extends Numbered> {
  head: number;
  held: Map<number, E>;
}

/** More held events than this are forgotten: they are read from the table anyway. */
const MOST_HELD = 1_000;

/**
 * Takes an event that was committed, in whatever order and however often it comes, and gives out what is next.
 * Changes the cursor.
 *
 * @returns the events to pass on now, in order and without a hole.
 */
export function advance<E extends Numbered>(cursor: RoomCursor<E>, event: E): E[] {
  if (event.seq <= cursor.head) return [];
  if (event.seq > cursor.head + 1) {
    if (cursor.held.size < MOST_HELD) cursor.held.set(event.seq, event);
    return [];
  }
  const next = [event];
  cursor.head = event.seq;
  for (let held = cursor.held.get(cursor.head + 1); held; held = cursor.held.get(cursor.head + 1)) {
    next.push(held);
    cursor.held.delete(held.seq);
    cursor.head = held.seq;
  }
  cursor.held.delete(event.seq);
  return next;
}

/** Goes on at `head`: what came before is somebody else's, what was held behind it comes now. Changes the cursor. */
export function moveTo<E extends Numbered>(cursor: RoomCursor<E>, head: number): E[] {
  cursor.head = head;
  for (const seq of cursor.held.keys()) if (seq <= head) cursor.held.delete(seq);
  const next = cursor.held.get(head + 1);
  return next ? advance(cursor, next) : [];
}

/** Whether an event is missing that must be there: something behind it has come. */
export const isBehind = ({ held }: RoomCursor<Numbered>): boolean => held.size > 0;
