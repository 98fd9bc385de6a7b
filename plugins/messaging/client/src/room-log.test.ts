import fc from 'fast-check';
import { emptyLog, noticeHead, receive, synced, type LogEvent, type RoomLog, type SyncAnswer } from './room-log';

const event = (seq: number, epoch = 'e'): LogEvent => ({ epoch, seq });
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const seqs = (events: readonly LogEvent[]) => events.map(({ seq }) => seq);
const logAt = (applied: number): RoomLog<LogEvent> => ({ ...emptyLog(), epoch: 'e', applied, needsSync: false });

describe('a log', () => {
  it('applies what is next, once', () => {
    const step = receive(logAt(3), event(4));
    expect([seqs(step.apply), step.log.applied, step.log.needsSync]).toEqual([[4], 4, false]);
    expect(receive(step.log, event(4)).apply).toEqual([]);
  });

  it('holds what is too early and asks for what is missing', () => {
    const early = receive(logAt(3), event(5));
    expect([early.apply, early.log.needsSync]).toEqual([[], true]);
    expect(seqs(receive(early.log, event(4)).apply)).toEqual([4, 5]);
  });

  it('asks when its last event was lost', () => {
    expect([noticeHead(logAt(3), 3).needsSync, noticeHead(logAt(3), 4).needsSync]).toEqual([false, true]);
  });

  it('asks when the server tells another epoch, and applies nothing of it by itself', () => {
    const step = receive(logAt(3), event(4, 'other'));
    expect([step.apply, step.log.needsSync, step.log.epoch]).toEqual([[], true, 'e']);
  });

  it('begins anew with a snapshot, and goes on with what it held', () => {
    const held = receive(logAt(3), event(21)).log;
    const step = synced(held, { epoch: 'e', head: 20, limited: true, events: [event(19), event(20)], snapshot: 'the room at 18' }, 3);
    expect([step.reset, seqs(step.apply), step.log.applied, step.log.needsSync]).toEqual(['the room at 18', [19, 20, 21], 21, false]);
  });

  it('begins anew in another epoch, and forgets what it held of the old one', () => {
    const held = receive(logAt(30), event(32)).log;
    const step = synced(held, { epoch: 'other', head: 2, limited: true, events: [event(1, 'other'), event(2, 'other')], snapshot: 'empty' }, 30);
    expect([step.reset, seqs(step.apply), step.log]).toEqual(['empty', [1, 2], { epoch: 'other', applied: 2, held: new Map(), needsSync: false }]);
  });

  it('begins anew when it is ahead of the server in the same epoch', () => {
    const step = synced(logAt(30), { epoch: 'e', head: 2, limited: true, events: [event(1), event(2)], snapshot: 'restored' }, 30);
    expect([step.reset, step.log.applied]).toEqual(['restored', 2]);
  });

  it('does not go back for an answer that was overtaken', () => {
    const step = synced(logAt(30), { epoch: 'e', head: 20, limited: true, events: [event(20)], snapshot: 'old' }, 3);
    expect([step.reset, step.apply, step.log.applied]).toEqual([undefined, [], 30]);
  });
});

/** A server whose answers are limited early, so that both kinds come up. */
const MOST_MISSED = 6;
const LAST = 3;
const answerFor = (head: number, since: number): SyncAnswer<LogEvent, number[]> =>
  head - since > MOST_MISSED
    ? { epoch: 'e', head, limited: true, events: upTo(head).slice(-LAST).map((seq) => event(seq)), snapshot: upTo(head - LAST) }
    : { epoch: 'e', head, limited: false, events: upTo(head).slice(since).map((seq) => event(seq)) };

/** What happens to a client, in any order: the log grows, one of its events is delivered (or never is), a head is told, a sync is asked, an answer arrives. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'grow' as const }) },
  { weight: 6, arbitrary: fc.nat(40).map((back) => ({ kind: 'deliver' as const, back })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'head' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'ask' as const }) },
  { weight: 2, arbitrary: fc.nat(3).map((which) => ({ kind: 'answer' as const, which })) },
);

describe('whatever is shuffled, repeated, lost or overtaken', () => {
  it('what a client has applied is the beginning of the log, and after a last sync all of it', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 120 }), (happenings) => {
        let head = 0;
        let log = emptyLog<LogEvent>();
        let shown: number[] = [];
        const asked: { since: number; answer: SyncAnswer<LogEvent, number[]> }[] = [];
        const take = (step: { log: RoomLog<LogEvent>; apply: readonly LogEvent[]; reset?: number[] | undefined }) => {
          log = step.log;
          if (step.reset) shown = [...step.reset];
          shown.push(...seqs(step.apply));
          expect(shown).toEqual(upTo(log.applied));
        };
        const answer = (which: number) => {
          const [one] = asked.splice(which % Math.max(1, asked.length), 1);
          if (one) take(synced(log, one.answer, one.since));
        };
        for (const what of happenings) {
          if (what.kind === 'grow') head += 1;
          else if (what.kind === 'deliver' && head > 0) take(receive(log, event(head - (what.back % head))));
          else if (what.kind === 'head') log = noticeHead(log, head);
          else if (what.kind === 'ask') asked.push({ since: log.applied, answer: answerFor(head, log.applied) });
          else if (what.kind === 'answer') answer(what.which);
        }
        for (let tries = 0; (log = noticeHead(log, head)).needsSync && tries < 3; tries += 1) take(synced(log, answerFor(head, log.applied), log.applied));
        expect(shown).toEqual(upTo(head));
        expect(log.needsSync).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});
