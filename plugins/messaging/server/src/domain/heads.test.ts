import fc from 'fast-check';
import { advance, isBehind, moveTo, type RoomCursor } from './heads';

type Event = { seq: number };
const cursorAt = (head: number): RoomCursor<Event> => ({ head, held: new Map() });
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

describe('the feed of a room', () => {
  it('passes on the next event, and what waited behind it', () => {
    const cursor = cursorAt(4);
    expect(advance(cursor, { seq: 6 })).toEqual([]);
    expect(isBehind(cursor)).toBe(true);
    expect(advance(cursor, { seq: 5 })).toEqual([{ seq: 5 }, { seq: 6 }]);
    expect(isBehind(cursor)).toBe(false);
  });

  it('passes on nothing twice', () => {
    const cursor = cursorAt(4);
    expect([advance(cursor, { seq: 4 }), advance(cursor, { seq: 5 }), advance(cursor, { seq: 5 })]).toEqual([[], [{ seq: 5 }], []]);
  });

  it('goes on elsewhere with what it already has', () => {
    const cursor = cursorAt(0);
    for (const seq of [3, 8, 9]) advance(cursor, { seq });
    expect(moveTo(cursor, 7)).toEqual([{ seq: 8 }, { seq: 9 }]);
    expect(cursor.held.size).toBe(0);
  });

  it('passes each event on once and in order, however they come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.array(fc.nat(29)), fc.infiniteStream(fc.nat()), (last, repeats, order) => {
        const arrivals = [...upTo(last), ...repeats.filter((seq) => seq < last).map((seq) => seq + 1)];
        const shuffled = arrivals.map((seq) => ({ seq, key: order.next().value as number })).sort((a, b) => a.key - b.key);
        const cursor = cursorAt(0);
        const passed = shuffled.flatMap(({ seq }) => advance(cursor, { seq }));
        expect(passed.map(({ seq }) => seq)).toEqual(upTo(last));
        expect(isBehind(cursor)).toBe(false);
      }),
    );
  });
});
