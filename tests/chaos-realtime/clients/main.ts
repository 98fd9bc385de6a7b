import { createRandom } from '../../chaos/random.ts';
import { openJournal, recall } from '../journal.ts';
import { startChatter, type Chatter } from './chatter.ts';
import { Memory } from './memory.ts';
import type { Order, Person, Report } from './orders.ts';

/** A process full of clients; whoever started it sends orders, each of which is answered. */
const chatters: { person: Person; chatter: Chatter }[] = [];

function begin({ url, journal: file, seed, people }: Extract<Order, { do: 'begin' }>): void {
  const memories = new Map(people.map(({ id }) => [id, new Memory()]));
  for (const entry of recall(file)) memories.get(entry.person)?.take(entry);
  const journal = openJournal(file);
  for (const [index, person] of people.entries()) {
    const memory = memories.get(person.id) ?? new Memory();
    chatters.push({ person, chatter: startChatter({ url, person, memory, journal, random: createRandom(seed + index) }) });
  }
}

function report(heads: Readonly<Record<string, number>>): Report {
  return {
    unsettled: chatters.reduce((sum, { chatter }) => sum + chatter.unsettled(), 0),
    connected: chatters.filter(({ chatter }) => chatter.isConnected()).length,
    behind: chatters.flatMap(({ person, chatter }) =>
      person.rooms.filter((room) => heads[room] !== undefined && chatter.positionIn(room) !== heads[room]).map((room) => `${person.id} in ${room} at ${chatter.positionIn(room)} of ${heads[room]}`)),
  };
}

process.on('message', (order: Order) => {
  if (order.do === 'begin') begin(order);
  if (order.do === 'calm') for (const { chatter } of chatters) chatter.calm();
  process.send?.(report(order.do === 'report' ? order.heads : {}));
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit(0));
