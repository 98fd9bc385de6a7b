import { randomBytes } from 'node:crypto';
import { step } from '../../setup/steps.mjs';
import { openChat, type Chatter } from '../chatter.ts';
import type { Customer } from '../client.ts';
import type { StaffTicket, Ticket } from '../desk.ts';
import { expect, until } from '../expect.ts';
import { createClient, type Client } from '../http.ts';
import type { Chapter, Stage } from '../play.ts';
import type { Staff } from '../staff.ts';

const NOTE = 'Her bank holds transfers of this size for a day: nothing of ours to mend';

/** Somebody who asks for help, with a client open on the conversation. */
interface Asker {
  customer: Customer;
  api: Client;
  ticket: Ticket;
  chat: Chatter;
}

export const aTicket = (stage: Stage): Chapter => ({
  title: 'A ticket, from the complaint to the rating',
  async play() {
    const asker = await complain(stage);
    try {
      const staff = await stage.staff();
      const ticket = await takeUp(staff, asker);
      await answer(staff, asker);
      await step('The note reaches her by no way', async (note) => note(await lookForNote(stage, asker, ticket)));
      await replyAndRate(staff, asker);
      await step('Both logs tell it all, without a hole', async (note) => note(await compareLogs(staff, asker)));
    } finally {
      asker.chat.messaging.close();
    }
  },
});

const ownTicket = async ({ api, ticket }: Pick<Asker, 'api' | 'ticket'>) => (await api.get<{ data: Ticket }>(`/tickets/${ticket.id}`)).data;
const reaches = (asker: Asker, state: string) => until(() => ownTicket(asker), (seen) => seen.state === state, `the ticket to be "${state}"`);

async function complain(stage: Stage): Promise<Asker> {
  const customer = await step('Ijeoma registers and starts a payment', () => stage.register('ijeoma'));
  const payment = await customer.startPayment('A lamp');
  const api = createClient(stage.running.api, customer.token);
  return step('She complains about it', async (note): Promise<Asker> => {
    const subject = `My lamp is not paid ${randomBytes(4).toString('hex')}`;
    const { data: ticket } = await api.post<{ data: Ticket }>('/tickets', { subject, text: 'The money has left my account. Where is it?', relatesTo: { type: 'payment', id: payment.id } });
    expect(ticket.state === 'new' && ticket.relatesTo?.id === payment.id, `The ticket is ${JSON.stringify(ticket)}.`);
    const chat = openChat(stage.running.url, customer, ticket.roomId);
    await until(() => Promise.resolve(chat.lines.length), (count) => count === 1, 'her own words in the conversation');
    note(`ticket #${ticket.number}, "${ticket.state}"`);
    return { customer, api, ticket, chat };
  });
}

async function takeUp({ desk }: Staff, { customer, ticket }: Asker): Promise<StaffTicket> {
  return step('Staff find it among those that nobody has, and take it', async (note): Promise<StaffTicket> => {
    const found = await until(() => desk.waiting('lamp'), (tickets) => tickets.some(({ id }) => id === ticket.id), 'the ticket to be in the queue');
    const taken = await desk.take(ticket.id);
    expect(taken.state === 'open' && taken.assignee !== null && taken.requester.id === customer.id, `Taken, the ticket is ${JSON.stringify(taken)}.`);
    note(`one of ${found.length}; now "${taken.state}"`);
    return taken;
  });
}

async function answer({ desk }: Staff, asker: Asker): Promise<void> {
  await step('They write a note to each other, and answer her', async (note) => {
    await desk.note(asker.ticket.id, NOTE);
    const { seq } = await desk.reply(asker.ticket.id, 'It is on its way. Your bank lets it go tomorrow.');
    await asker.chat.reaches(seq);
    const { state } = await reaches(asker, 'waiting_on_customer');
    note(`she reads the answer at once; the ticket is "${state}"`);
  });
}

/** Every way in which a customer could come upon it. */
async function lookForNote(stage: Stage, { api, chat }: Asker, { staffRoomId }: StaffTicket): Promise<string> {
  const nobodys = `room_${'0'.repeat(26)}`;
  for (const path of ['', '/events?since=0', '/pins']) {
    const [theirs, none] = [await api.call('GET', `/rooms/${staffRoomId}${path}`), await api.call('GET', `/rooms/${nobodys}${path}`)];
    expect(theirs.status === 404 && JSON.stringify(theirs.body) === JSON.stringify(none.body), `GET /rooms/…${path} tells a customer of the room for staff: ${JSON.stringify(theirs)}`);
  }
  const { rooms } = await chat.messaging.ask('room:sync', { rooms: { [staffRoomId]: 0 } });
  expect(Object.keys(rooms).length === 0, 'A sync gives a customer the room for staff.');
  const { body: own } = await api.call('GET', '/rooms');
  const { body: found } = await api.call<{ data: unknown[] }>('GET', `/messages/search?q=${encodeURIComponent('bank holds transfers')}`);
  expect(!JSON.stringify(own).includes(staffRoomId), 'The room for staff is among her rooms.');
  expect(found.data.length === 0, 'The search finds the note.');
  expect(chat.lines.every(({ text }) => text !== NOTE), 'Her client has heard the note.');
  return `${stage.running.api}: a room for staff is answered as one that does not exist`;
}

async function replyAndRate({ desk }: Staff, asker: Asker): Promise<void> {
  await step('She writes back', async (note) => {
    await asker.chat.say('Thank you, then I shall wait until tomorrow.');
    const { state } = await until(() => desk.see(asker.ticket.id), (seen) => seen.state === 'waiting_on_us', 'the ticket to wait on us');
    note(`the ticket is "${state}"`);
  });
  await step('Staff resolve it', async (note) => {
    await desk.move(asker.ticket.id, 'resolved');
    const { state } = await reaches(asker, 'resolved');
    note(`she sees it "${state}"`);
  });
  await step('She rates it, and changes her mind', async (note) => {
    const rate = (rating: number, comment: string) => asker.api.post<{ data: Ticket }>(`/tickets/${asker.ticket.id}/rating`, { rating, comment });
    await rate(4, 'Quick');
    await rate(5, 'Quick and kind');
    const { rating, ratingComment } = await desk.see(asker.ticket.id);
    expect(rating === 5 && ratingComment === 'Quick and kind', `Staff see ${rating} and "${ratingComment}".`);
    note(`staff read ${rating} of 5, "${ratingComment}"`);
  });
}

async function compareLogs({ desk }: Staff, { api, ticket, chat }: Asker): Promise<string> {
  const [conversation, internal] = [await desk.log(ticket.id, 'conversation'), await desk.log(ticket.id, 'staff')];
  for (const log of [conversation, internal]) expect(log.every(({ seq }, index) => seq === index + 1), `A log has a hole: ${JSON.stringify(log)}`);
  const { data: hers } = await api.get<{ data: unknown[] }>(`/rooms/${ticket.roomId}/events?since=0&limit=200`);
  expect(JSON.stringify(hers) === JSON.stringify(conversation), 'She and staff read two conversations.');
  const texts = conversation.flatMap(({ type, data }) => (type === 'message.created' ? [data.text] : []));
  expect(JSON.stringify(texts) === JSON.stringify(chat.lines.map(({ text }) => text)) && texts.length === 3, `Her client has ${JSON.stringify(chat.lines)}.`);
  expect(internal.some(({ data }) => data.text === NOTE), 'The note is not in the room for staff.');
  return `hers: ${conversation.map(({ type }) => type).join(' → ')}`;
}
