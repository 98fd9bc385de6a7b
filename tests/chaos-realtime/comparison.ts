import type { Proof } from '../chaos/report.ts';
import { differenceOf } from './differences.ts';
import type { Entry } from './journal.ts';
import type { Logs, TrueEvent } from './truth.ts';

/** Refusals that a crash, a stop, or another person's deletion explains. */
const EXPLAINED = new Set(['KERNEL_UNAVAILABLE', 'MESSAGING_DRAINING', 'MESSAGING_MESSAGE_DELETED']);

const PROMISES = {
  same: 'every client has applied the log of the room, event by event',
  end: 'every client has come to the end of every log',
  kept: 'no acknowledged message is missing',
  changed: 'no acknowledged edit, deletion or reaction is missing',
  once: 'no message is there twice',
  order: 'everybody’s messages stand in the order in which they were sent',
  settled: 'everything that was sent was acknowledged',
  ours: 'nothing is there that nobody sent',
  refused: 'no refusal that nothing explains',
  open: 'nobody lost a room or was signed out',
} as const;

const key = (...parts: readonly unknown[]) => parts.join(' ');

/**
 * Holds journals against logs. Entries are taken one by one, since together they are many; those of one person and room
 * in the order in which they were written.
 */
export function createComparison(logs: Logs, members: Readonly<Record<string, readonly string[]>>) {
  const offenders: Record<keyof typeof PROMISES, string[]> = { same: [], end: [], kept: [], changed: [], once: [], order: [], settled: [], ours: [], refused: [], open: [] };
  /** By person and room; `undefined` where the log begins anew. */
  const positions = new Map<string, number | undefined>();
  const intents = new Map<string, { person: string; room: string; ids: Set<string> }>();
  const acknowledged = new Set<string>();
  /** What each message was ever to say, by whom and under which name: deleted ones say nothing any more. */
  const wordings = new Set<string>();
  const heardBeforeDeletion: { where: string; wording: string }[] = [];
  const counts = { applied: 0, resets: 0, sent: 0, changed: 0, refused: 0 };

  const at = (room: string, seq: number): TrueEvent | undefined => logs.get(room)?.[seq - 1];

  function apply(person: string, event: Extract<Entry, { is: 'applied' }>['event']): void {
    const { roomId, seq } = event;
    const where = `${person} in ${roomId} at ${seq}`;
    const place = key(person, roomId);
    const before = positions.has(place) ? positions.get(place) : 0;
    if (before !== undefined && seq !== before + 1) offenders.same.push(`${where}: comes after ${before}`);
    positions.set(place, seq);
    counts.applied += 1;
    const truth = at(roomId, seq);
    const difference = differenceOf(event, truth);
    if (difference !== undefined) offenders.same.push(`${where}: ${difference}`);
    else if (truth?.text === null && 'text' in event.data && event.data.text !== null) {
      const { data } = event;
      heardBeforeDeletion.push({ where, wording: 'clientMessageId' in data ? key(event.actorId, data.clientMessageId, data.text) : key(event.actorId, data.messageId, data.text) });
    }
  }

  function take(entry: Entry): void {
    const { person } = entry;
    switch (entry.is) {
      case 'intent': {
        const { room, clientMessageId, text } = entry;
        const known = intents.get(key(person, room)) ?? { person, room, ids: new Set() };
        intents.set(key(person, room), known);
        known.ids.add(clientMessageId);
        wordings.add(key(person, clientMessageId, text));
        return;
      }
      case 'sent': {
        const { room, clientMessageId, seq, messageId } = entry;
        counts.sent += 1;
        acknowledged.add(key(person, room, clientMessageId));
        const { type, actorId, data = {} } = at(room, seq) ?? {};
        const isThere = type === 'message.created' && actorId === person && data.clientMessageId === clientMessageId && data.messageId === messageId;
        if (!isThere) offenders.kept.push(`${clientMessageId} of ${person} is not at ${seq} of ${room}`);
        return;
      }
      case 'wording':
        wordings.add(key(person, entry.messageId, entry.text));
        return;
      case 'changed': {
        const { room, messageId, type, seq } = entry;
        counts.changed += 1;
        const truth = at(room, seq);
        if (truth?.type !== type || truth.actorId !== person || truth.data.messageId !== messageId) offenders.changed.push(`${type} of ${messageId} by ${person} is not at ${seq} of ${room}`);
        return;
      }
      case 'refused':
        counts.refused += 1;
        if (entry.what === 'message:send' || !EXPLAINED.has(entry.code)) offenders.refused.push(`${entry.what} of ${person}: ${entry.code}`);
        return;
      case 'applied':
        apply(person, entry.event);
        return;
      case 'reset':
        counts.resets += 1;
        positions.set(key(person, entry.room), undefined);
        return;
      case 'closed':
      case 'ended':
        offenders.open.push(`${person}: ${entry.code}`);
    }
  }

  function compareSent(): void {
    const unknown = new Set<string>();
    const stored = new Map<string, string[]>();
    for (const [room, log] of logs) {
      for (const { type, actorId, data } of log) {
        if (type !== 'message.created') continue;
        const place = key(actorId, room);
        stored.set(place, [...(stored.get(place) ?? []), String(data.clientMessageId)]);
        if (intents.get(place)?.ids.has(String(data.clientMessageId)) !== true) unknown.add(key(actorId, room, data.clientMessageId));
      }
    }
    offenders.ours.push(...unknown);
    for (const [place, { ids }] of intents) {
      const there = (stored.get(place) ?? []).filter((id) => ids.has(id));
      offenders.once.push(...there.filter((id, index) => there.indexOf(id) !== index).map((id) => key(place, id)));
      const expected = [...ids].filter((id) => there.includes(id));
      const wrong = expected.findIndex((id, index) => id !== there[index]);
      if (wrong !== -1) offenders.order.push(`${place}: ${there[wrong]} stands where ${expected[wrong]} was sent`);
      offenders.settled.push(...[...ids].filter((id) => !acknowledged.has(key(place, id))).map((id) => key(place, id)));
    }
  }

  return {
    take,
    counts: counts as Readonly<typeof counts>,
    /** Once every journal has been taken. */
    proofs(): Proof[] {
      for (const [person, rooms] of Object.entries(members)) {
        for (const room of rooms) {
          const [reached, head] = [positions.get(key(person, room)) ?? 0, logs.get(room)?.length ?? 0];
          if (reached !== head) offenders.end.push(`${person} in ${room} is at ${reached} of ${head}`);
        }
      }
      for (const { where, wording } of heardBeforeDeletion) if (!wordings.has(wording)) offenders.same.push(`${where}: says what nobody wrote`);
      compareSent();
      return (Object.keys(PROMISES) as (keyof typeof PROMISES)[]).map((name) => ({ promise: PROMISES[name], offenders: offenders[name] }));
    },
  };
}
