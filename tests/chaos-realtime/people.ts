import { register } from '../chaos/payer.ts';
import { request } from './api.ts';
import type { Person } from './clients/orders.ts';

const AT_ONCE = 8;
const SMALL_ROOM = 10;
const CALLERS = 8;

export interface Gathering {
  /** Each will have a client. */
  people: Person[];
  /** They are in the same rooms and write over REST alone: nothing is promised about the order of two ways. */
  callers: Person[];
}

/** Registers people and puts each into a room of ten and into one with everybody. */
export async function gather(urls: readonly string[], count: number): Promise<Gathering> {
  const numbers = Array.from({ length: count + CALLERS }, (_, number) => number);
  const registered = await inParallel(numbers, AT_ONCE, (number) => register(urls[number % urls.length] ?? '', `person-${number}`));
  const makeRoom = async ([owner, ...others]: readonly { id: string; token: string }[]) => {
    const answer = await request(urls[0] ?? '', owner?.token ?? '', 'POST', '/rooms', { kind: 'group', memberIds: others.map(({ id }) => id) });
    if (answer.status !== 201) throw new Error(`Making a room was answered with ${JSON.stringify(answer)}.`);
    return (answer.body as { data: { roomId: string } }).data.roomId;
  };
  const hall = await makeRoom(registered);
  const groups = Array.from({ length: Math.ceil(count / SMALL_ROOM) }, (_, number) => registered.slice(number * SMALL_ROOM, Math.min(count, (number + 1) * SMALL_ROOM)));
  for (const [number, caller] of registered.slice(count).entries()) groups[number % groups.length]?.push(caller);
  const placed = await inParallel(groups, AT_ONCE, async (group) => {
    const room = await makeRoom(group);
    return group.map(({ id, token }): Person => ({ id, token, rooms: [room, hall] }));
  });
  const calls = new Set(registered.slice(count).map(({ id }) => id));
  return { people: placed.flat().filter(({ id }) => !calls.has(id)), callers: placed.flat().filter(({ id }) => calls.has(id)) };
}

/** Maps with so many under way at a time; the results are in the order of the items. */
async function inParallel<T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = [...items.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
