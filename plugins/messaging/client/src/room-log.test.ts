import fc from 'fast-check';
import { announce, beginAt, isBehind, receive, synced, type RoomLog, type Step } from './room-log.ts';
import type { RoomEvent, RoomSnapshot, RoomSync } from './wire.ts';

const MOST_MISSED = 6;
const SNAPSHOT_EVENTS = 3;
const snapshot: RoomSnapshot = { kind: 'group', title: null, slowModeSeconds: 0, members: [], pins: [] };

const eventAt = (seq: number, epoch = 'ep_1'): RoomEvent => ({
  roomId: 'room_1', epoch, seq, type: 'message.created', actorId: 'usr_1', at: '2026-11-22T18:00:00.000Z',
  data: { messageId: `msg_${seq}`, clientMessageId: `c-${seq}`, text: `${seq} of ${epoch}` },
});
const upTo = (last: number, first = 1, epoch?: string) => Array.from({ length: last - first + 1 }, (_, index) => eventAt(first + index, epoch));
const answer = (events: RoomEvent[], head: number, rest: Partial<RoomSync> = {}): RoomSync => ({ epoch: 'ep_1', head, limited: false, events, ...rest });
const logAt = (applied: number) => synced(beginAt(), beginAt(), answer(upTo(applied), applied)).log;
const seqs = ({ events }: Step) => events.map(({ seq }) => seq);

describe('the log of a room', () => {
  it('asks before it has heard anything, and takes what the answer holds', () => {
    expect(isBehind(beginAt())).toBe(true);
    const step = synced(beginAt(), beginAt(), answer(upTo(3), 3));
    expect([seqs(step), isBehind(step.log)]).toEqual([[1, 2, 3], false]);
  });

  it('applies what is next and drops what it has', () => {
    const next = receive(logAt(3), eventAt(4));
    expect(seqs(next)).toEqual([4]);
    expect(seqs(receive(next.log, eventAt(4)))).toEqual([]);
  });

  it('holds what comes too early until the hole is closed', () => {
    const early = receive(logAt(3), eventAt(6));
    expect([seqs(early), isBehind(early.log)]).toEqual([[], true]);
    const fifth = receive(early.log, eventAt(5));
    const closed = receive(fifth.log, eventAt(4));
    expect([seqs(closed), isBehind(closed.log)]).toEqual([[4, 5, 6], false]);
  });

  it('asks when the server stands further, and not when it is where we are', () => {
    expect(isBehind(announce(logAt(3), 3))).toBe(false);
    expect(isBehind(announce(logAt(3), 4))).toBe(true);
  });

  it('remembers what was announced while an answer was under way', () => {
    const asked = announce(logAt(3), 5);
    const { log } = synced(announce(asked, 6), asked, answer(upTo(5, 4), 5));
    expect([log.applied, isBehind(log)]).toEqual([5, true]);
  });

  it('keeps what came while an answer was under way', () => {
    const early = receive(logAt(3), eventAt(6)).log;
    expect(seqs(synced(early, early, answer(upTo(5, 4), 5)))).toEqual([4, 5, 6]);
  });

  it('begins anew where it is too far behind', () => {
    const behind = announce(logAt(3), 300);
    const step = synced(behind, behind, answer(upTo(300, 251), 300, { limited: true, snapshot }));
    expect(step.reset).toEqual(snapshot);
    expect([step.events.length, step.log.applied, isBehind(step.log)]).toEqual([50, 300, false]);
  });

  it('is not thrown back by an answer that its own events have overtaken', () => {
    const log = upTo(12, 4).reduce((at, event) => receive(at, event).log, logAt(3));
    const step = synced(log, logAt(3), answer(upTo(11, 9), 11, { limited: true, snapshot }));
    expect([step.reset, seqs(step), step.log.applied]).toEqual([undefined, [], 12]);
  });

  it('applies nothing of another epoch until an answer says which holds', () => {
    const foreign = receive(logAt(3), eventAt(4, 'ep_2'));
    expect([seqs(foreign), isBehind(foreign.log)]).toEqual([[], true]);
    const step = synced(foreign.log, foreign.log, answer(upTo(3, 1, 'ep_2'), 3, { epoch: 'ep_2', limited: true, snapshot }));
    expect(step.events).toEqual(upTo(4, 1, 'ep_2'));
    expect(isBehind(step.log)).toBe(false);
  });
});

/** A server, a wire that loses, repeats and reorders, and a client that knows the rule alone. */
class World {
  epoch = 1;
  log: RoomEvent[] = [];
  wire: RoomEvent[] = [];
  client: RoomLog = beginAt();
  view: RoomEvent[] = [];
  asked: RoomLog | undefined;
  answered: RoomSync | undefined;
  isWhole = true;

  append(count: number): void {
    for (let index = 0; index < count; index += 1) {
      const event = eventAt(this.log.length + 1, `ep_${this.epoch}`);
      this.log.push(event);
      this.wire.push(event);
    }
  }
  /** A backup comes back: the newest events are gone, and others will have their numbers. */
  restore(kept: number): void {
    this.epoch += 1;
    this.log = this.log.slice(0, kept % (this.log.length + 1)).map(({ seq }) => eventAt(seq, `ep_${this.epoch}`));
  }
  deliver(place: number, isRepeated: boolean): void {
    const event = this.wire[place % this.wire.length];
    if (!event) return;
    if (!isRepeated) this.wire.splice(place % this.wire.length, 1);
    this.take(receive(this.client, event));
  }
  ask(): void {
    this.asked ??= this.client;
  }
  serve(): void {
    if (!this.asked || this.answered) return;
    const { applied: since, epoch } = this.asked;
    const head = this.log.length;
    const limited = since > head || head - since > MOST_MISSED || (epoch !== undefined && epoch !== `ep_${this.epoch}`);
    const events = limited ? this.log.slice(-SNAPSHOT_EVENTS) : this.log.slice(since);
    this.answered = { epoch: `ep_${this.epoch}`, head, limited, events, ...(limited ? { snapshot } : {}) };
  }
  hear(): void {
    if (!this.asked || !this.answered) return;
    this.take(synced(this.client, this.asked, this.answered));
    this.asked = this.answered = undefined;
  }
  take({ log, events, reset }: Step): void {
    if (reset) [this.view, this.isWhole] = [[], false];
    this.view.push(...events);
    this.client = log;
  }
}

const happening = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 8 }).map((count) => (world: World) => world.append(count)) },
  { weight: 8, arbitrary: fc.tuple(fc.nat(100), fc.boolean()).map(([place, isRepeated]) => (world: World) => world.deliver(place, isRepeated)) },
  { weight: 1, arbitrary: fc.constant((world: World) => void (world.wire = [])) },
  { weight: 1, arbitrary: fc.constant((world: World) => void (world.asked = world.answered = undefined)) },
  { weight: 1, arbitrary: fc.nat(20).map((kept) => (world: World) => world.restore(kept)) },
  { weight: 2, arbitrary: fc.constant((world: World) => void (world.client = announce(world.client, world.log.length))) },
  { weight: 3, arbitrary: fc.constant((world: World) => world.ask()) },
  { weight: 3, arbitrary: fc.constant((world: World) => world.serve()) },
  { weight: 3, arbitrary: fc.constant((world: World) => world.hear()) },
);

it('the log of a room ends as the server’s, whatever is lost, repeated, reordered or restored on the way', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 80 }), (happenings) => {
      const world = new World();
      for (const happen of happenings) {
        happen(world);
        const [first] = world.view;
        expect(world.view).toEqual(first ? upTo(first.seq + world.view.length - 1, first.seq, first.epoch) : []);
      }
      // The connection is cut, the client comes back, and asks for as long as its rule says so.
      world.asked = world.answered = undefined;
      world.client = announce(world.client, world.log.length);
      for (let round = 0; round < 4 && (round === 0 || isBehind(world.client)); round += 1) {
        for (const act of ['ask', 'serve', 'hear'] as const) world[act]();
      }
      expect(isBehind(world.client)).toBe(false);
      expect(world.view).toEqual(world.isWhole ? world.log : world.log.slice(world.log.length - world.view.length));
      expect(world.view.length).toBeGreaterThanOrEqual(Math.min(SNAPSHOT_EVENTS, world.log.length));
    }),
    { numRuns: 2_000 },
  );
});
