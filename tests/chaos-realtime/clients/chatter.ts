import { randomUUID } from 'node:crypto';
import { createMessaging, MessagingRefused, MessagingUnanswered } from '../../../plugins/messaging/client/src/index.ts';
import type { Random } from '../../chaos/random.ts';
import type { Entry, Journal } from '../journal.ts';
import { forget, type Memory } from './memory.ts';
import type { Person } from './orders.ts';

export interface Chatter {
  calm(): void;
  /** What still waits for an answer. */
  unsettled(): number;
  isConnected(): boolean;
  positionIn(room: string): number;
}

export interface ChatterOptions {
  url: string;
  person: Person;
  memory: Memory;
  journal: Journal;
  random: Random;
}

const WORDS = ['tide', 'root', 'crab', 'heron', 'delta', 'silt', 'kingfisher', 'ÿ', '“quoted”', '\\', '🌱', 'mangrove'];
const EMOJI = ['👍', '🌊', '🦀'];
/** On average one act a second. */
const PAUSE_MS = { min: 500, max: 1_500 };
/** Somebody who gets no answers stops writing at some point. */
const MOST_UNSETTLED = 20;

/** One person who uses the shipped client as its README says, and writes everything down. */
export function startChatter({ url, person, memory, journal, random }: ChatterOptions): Chatter {
  const { id, token, rooms } = person;
  const underWay = new Set<Promise<void>>();
  let isCalm = false;

  const note = (...entries: Entry[]) => {
    journal.write(...entries);
    for (const entry of entries) memory.take(entry);
  };
  const messaging = createMessaging({
    url,
    token: () => Promise.resolve(token),
    backoff: { firstMs: 250, mostMs: 4_000 },
    onEnded: (code) => note({ is: 'ended', person: id, code }),
  });
  for (const room of rooms) {
    messaging.openRoom(room, {
      onEvents: (events) => note(...events.map((event): Entry => ({ is: 'applied', person: id, event }))),
      onReset: () => note({ is: 'reset', person: id, room }),
      onClosed: ({ code }) => note({ is: 'closed', person: id, room, code }),
    }, memory.positions.get(room));
  }

  /** Keeps what it is about and how it was refused; no answer means that nobody knows, which the logs will show. */
  function follow(what: string, work: Promise<void>): void {
    const followed = work
      .catch((error: unknown) => {
        if (error instanceof MessagingUnanswered) return;
        note({ is: 'refused', person: id, what, code: error instanceof MessagingRefused ? error.code : String(error) });
      })
      .finally(() => underWay.delete(followed));
    underWay.add(followed);
  }

  const send = ({ room, clientMessageId, text, replyTo }: Extract<Entry, { is: 'intent' }>) =>
    follow('message:send', messaging.send(room, text, { clientMessageId, ...(replyTo === undefined ? {} : { replyTo }) })
      .then(({ seq, messageId }) => note({ is: 'sent', person: id, room, clientMessageId, seq, messageId })));

  const newText = () => Array.from({ length: random.between(1, 9) }, () => WORDS[random.between(0, WORDS.length - 1)]).join(' ');
  const any = <T>(things: readonly T[]): T | undefined => things[random.between(0, things.length - 1)];

  function say(): void {
    // The room of everybody is heard by everybody: rarely.
    const room = (random.chance(0.9) ? rooms[0] : rooms.at(-1)) ?? '';
    const answered = random.chance(0.1) ? any(memory.seen.filter((message) => message.room === room)) : undefined;
    const intent = { is: 'intent', person: id, room, clientMessageId: randomUUID(), text: newText(), ...(answered && { replyTo: answered.messageId }) } as const;
    note(intent);
    send(intent);
  }

  function edit(): void {
    const message = any(memory.own);
    if (!message) return;
    const { messageId, room } = message;
    const text = `${newText()} (${randomUUID().slice(0, 8)})`;
    note({ is: 'wording', person: id, messageId, text });
    follow('message:edit', messaging.ask('message:edit', { messageId, text }).then(({ seq }) => note({ is: 'changed', person: id, room, messageId, type: 'message.edited', seq })));
  }

  function remove(): void {
    const message = any(memory.own);
    if (!message) return;
    const { messageId, room } = message;
    forget(memory.own, messageId);
    follow('message:delete', messaging.ask('message:delete', { messageId }).then(({ seq }) => note({ is: 'changed', person: id, room, messageId, type: 'message.deleted', seq })));
  }

  function react(): void {
    const message = any(memory.seen);
    if (!message) return;
    const { messageId, room } = message;
    const isOn = random.chance(0.7);
    const asked = messaging.ask('message:react', { messageId, emoji: any(EMOJI) ?? '', isOn });
    follow('message:react', asked.then(({ seq }) => {
      if (seq !== null) note({ is: 'changed', person: id, room, messageId, type: isOn ? 'reaction.added' : 'reaction.removed', seq });
    }));
  }

  function read(): void {
    const room = any(rooms) ?? '';
    follow('room:read', messaging.ask('room:read', { roomId: room, seq: memory.positions.get(room)?.seq ?? 0 }).then(() => undefined));
  }

  function act(): void {
    if (isCalm) return;
    const roll = random.next();
    if (underWay.size < MOST_UNSETTLED) [edit, remove, react, read, say][[0.08, 0.12, 0.2, 0.25, 1].findIndex((upTo) => roll < upTo)]?.();
    setTimeout(act, random.between(PAUSE_MS.min, PAUSE_MS.max));
  }

  // Those first that an earlier run has not seen acknowledged, in their order and under their ids.
  for (const intent of memory.unsent.values()) send(intent);
  setTimeout(act, random.between(0, PAUSE_MS.max));
  return {
    calm: () => void (isCalm = true),
    unsettled: () => underWay.size,
    isConnected: () => messaging.isConnected,
    positionIn: (room) => memory.positions.get(room)?.seq ?? 0,
  };
}
