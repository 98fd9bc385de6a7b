import type { RoomEvent } from '../../plugins/messaging/client/src/index.ts';
import { createComparison } from './comparison.ts';
import type { Entry } from './journal.ts';
import type { TrueEvent } from './truth.ts';

const AT = '2026-01-01T00:00:00.000Z';
const [ADA, BEN, ROOM] = ['usr_ada', 'usr_ben', 'room_1'];

/** The log: Ada's two messages, an edit of the first, the deletion of the second. */
const LOG: TrueEvent[] = [
  { seq: 1, type: 'room.created', actorId: ADA, at: AT, data: { kind: 'direct', title: null, memberIds: [ADA, BEN] }, text: undefined },
  { seq: 2, type: 'message.created', actorId: ADA, at: AT, data: { messageId: 'm-1', clientMessageId: 'c-1' }, text: 'Hello' },
  { seq: 3, type: 'message.created', actorId: ADA, at: AT, data: { messageId: 'm-2', clientMessageId: 'c-2' }, text: null },
  { seq: 4, type: 'message.edited', actorId: ADA, at: AT, data: { messageId: 'm-1', version: 2 }, text: 'Hello!' },
  { seq: 5, type: 'message.deleted', actorId: ADA, at: AT, data: { messageId: 'm-2', by: 'author' }, text: undefined },
];

/** An event as a client hears it that was there when it happened. */
const heard = (seq: number, changes: Record<string, unknown> = {}): RoomEvent => {
  const { text, data, ...event } = LOG[seq - 1] ?? LOG[0] ?? { data: {} };
  const texts = text === undefined ? {} : { text: text ?? 'Oops' };
  return { roomId: ROOM, epoch: 'ep_1', ...event, seq, data: { ...data, ...texts }, ...changes } as RoomEvent;
};
const applied = (person: string, ...events: RoomEvent[]): Entry[] => events.map((event) => ({ is: 'applied', person, event }));
const all = [1, 2, 3, 4, 5].map((seq) => heard(seq));

const sentByAda: Entry[] = [
  { is: 'intent', person: ADA, room: ROOM, clientMessageId: 'c-1', text: 'Hello' },
  { is: 'intent', person: ADA, room: ROOM, clientMessageId: 'c-2', text: 'Oops' },
  { is: 'sent', person: ADA, room: ROOM, clientMessageId: 'c-1', seq: 2, messageId: 'm-1' },
  { is: 'sent', person: ADA, room: ROOM, clientMessageId: 'c-2', seq: 3, messageId: 'm-2' },
  { is: 'wording', person: ADA, messageId: 'm-1', text: 'Hello!' },
  { is: 'changed', person: ADA, room: ROOM, messageId: 'm-1', type: 'message.edited', seq: 4 },
];
const right = [...sentByAda, ...applied(ADA, ...all), ...applied(BEN, ...all)];

/** The promises that entries break. */
function broken(entries: readonly Entry[], log: readonly TrueEvent[] = LOG): string[] {
  const comparison = createComparison(new Map([[ROOM, log]]), { [ADA]: [ROOM], [BEN]: [ROOM] });
  for (const entry of entries) comparison.take(entry);
  return comparison.proofs().filter(({ offenders }) => offenders.length > 0).map(({ promise }) => promise);
}
const without = (entries: readonly Entry[], is: (entry: Entry) => boolean) => entries.filter((entry) => !is(entry));

const SAME = 'every client has applied the log of the room, event by event';
const END = 'every client has come to the end of every log';

describe('the comparison of what clients hold with what is stored', () => {
  it('is content with everything as it should be', () => expect(broken(right)).toEqual([]));

  it('takes a deleted message as gone, or as its author wrote it', () => {
    const erased = heard(3, { data: { messageId: 'm-2', clientMessageId: 'c-2', text: null, isDeleted: true } });
    expect(broken([...sentByAda, ...applied(ADA, ...all), ...applied(BEN, ...all.with(2, erased))])).toEqual([]);
    expect(broken([...sentByAda, ...applied(ADA, ...all), ...applied(BEN, ...all.with(2, heard(3, { data: { ...erased.data, text: 'Never said' } })))])).toEqual([SAME]);
  });

  it('lets a log begin anew after a reset, and only then', () => {
    const [late] = [applied(BEN, ...all.slice(3))];
    expect(broken([...sentByAda, ...applied(ADA, ...all), { is: 'reset', person: BEN, room: ROOM }, ...late])).toEqual([]);
    expect(broken([...sentByAda, ...applied(ADA, ...all), ...late])).toEqual([SAME]);
  });

  it.each<[string, Entry[]]>([
    ['a hole', applied(BEN, ...all.toSpliced(2, 1))],
    ['an event applied twice', applied(BEN, ...all.toSpliced(2, 0, heard(2)))],
    ['two events in the wrong order', applied(BEN, ...all.toSpliced(1, 2, heard(3), heard(2)))],
    ['another text', applied(BEN, ...all.with(1, heard(2, { data: { ...heard(2).data, text: 'Hallo' } })))],
    ['another author', applied(BEN, ...all.with(1, heard(2, { actorId: BEN })))],
    ['another time', applied(BEN, ...all.with(1, heard(2, { at: '2026-01-01T00:00:00.001Z' })))],
    ['a field too many', applied(BEN, ...all.with(4, heard(5, { data: { ...heard(5).data, text: 'Oops' } })))],
    ['an event that is not stored', applied(BEN, ...all, heard(6))],
  ])('finds %s', (_what, entries) => expect(broken([...sentByAda, ...applied(ADA, ...all), ...entries])).toContain(SAME));

  it('finds who has not come to the end', () => {
    expect(broken([...sentByAda, ...applied(ADA, ...all), ...applied(BEN, ...all.slice(0, 4))])).toEqual([END]);
    expect(broken([...sentByAda, ...applied(ADA, ...all)])).toEqual([END]);
  });

  it('finds an acknowledged message that is not there, or is elsewhere', () => {
    const wrong = (entry: Partial<Extract<Entry, { is: 'sent' }>>) => right.map((one) => (one.is === 'sent' && one.clientMessageId === 'c-1' ? { ...one, ...entry } : one));
    for (const entry of [{ seq: 3 }, { seq: 9 }, { messageId: 'm-9' }]) expect(broken(wrong(entry))).toEqual(['no acknowledged message is missing']);
  });

  it('finds an acknowledged change that is not there', () => {
    expect(broken([...right, { is: 'changed', person: ADA, room: ROOM, messageId: 'm-1', type: 'message.deleted', seq: 5 }])).toEqual(['no acknowledged edit, deletion or reaction is missing']);
  });

  it('finds a message that is stored twice', () => {
    const twice = LOG.with(2, { ...(LOG[2] as TrueEvent), data: { messageId: 'm-2', clientMessageId: 'c-1' } });
    expect(broken(right, twice)).toContain('no message is there twice');
  });

  it('finds messages in another order than they were sent in', () => {
    const [first, second, ...others] = right;
    expect(broken([second, first, ...others] as Entry[])).toEqual(['everybody’s messages stand in the order in which they were sent']);
  });

  it('finds what was never acknowledged, and what nobody sent', () => {
    expect(broken(without(right, (entry) => entry.is === 'sent' && entry.clientMessageId === 'c-2'))).toEqual(['everything that was sent was acknowledged']);
    expect(broken(without(right, (entry) => entry.is === 'intent' && entry.clientMessageId === 'c-1'))).toEqual(['nothing is there that nobody sent']);
  });

  it('finds refusals that no crash explains, and rooms that were closed', () => {
    const refused = (what: string, code: string): Entry => ({ is: 'refused', person: ADA, what, code });
    expect(broken([...right, refused('message:edit', 'KERNEL_UNAVAILABLE')])).toEqual([]);
    for (const entry of [refused('message:send', 'KERNEL_UNAVAILABLE'), refused('message:edit', 'KERNEL_INTERNAL')]) expect(broken([...right, entry])).toEqual(['no refusal that nothing explains']);
    for (const entry of [{ is: 'closed', person: BEN, room: ROOM, code: 'KERNEL_NOT_FOUND' }, { is: 'ended', person: BEN, code: 'signed_out' }] as Entry[]) expect(broken([...right, entry])).toEqual(['nobody lost a room or was signed out']);
  });
});
