import { createStaff, type TestStaff } from '../../../access/people.ts';
import { createUser, startServer, type TestServer, type TestUser } from '../../../support/index.ts';
import { newClientId } from '../support/rooms.ts';
import { connect, type TestSocket } from '../support/sockets.ts';
import { logSeen, move, openDesk, openTicket, own, seen, type TicketOut } from '../support/tickets.ts';

describe('staff over a socket', () => {
  let server: TestServer;
  let customer: TestUser;
  let ada: TestStaff;
  let adas: TestSocket;
  let bens: TestSocket;
  let theirs: TestSocket;
  let ticket: TicketOut;
  beforeAll(async () => {
    server = await startServer();
    const desk = await openDesk(server);
    ({ customer, ada } = desk);
    adas = await connect(server.url, { jwt: ada.token }, { namespace: '/staff' });
    bens = await connect(server.url, { jwt: desk.ben.token }, { namespace: '/staff' });
    theirs = await connect(server.url, customer);
  });
  beforeEach(async () => {
    ticket = await openTicket(customer);
    await theirs.ask('room:join', { roomId: ticket.roomId });
  });

  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const ofType = async (id: string, room: 'conversation' | 'staff', type: string) => (await logSeen(ada, id, room)).filter((event) => event.type === type);
  /** What the customer has heard of the ticket since it was opened. */
  const heardByCustomer = () => theirs.events(ticket.roomId).filter(({ type }) => type !== 'room.created');
  const list = async (id: string) => (await ada.http.get<{ data: object[] }>(`/messaging/tickets/${id}/scheduled`)).body.data;

  it('put a ticket aside once, however often they ask, take it up again, and the customer hears nothing of it', async () => {
    const until = inHours(3);
    const asked = await Promise.all([adas, bens, adas].map((socket) => socket.ask('ticket:snooze', { ticketId: ticket.id, until })));
    expect(asked).toEqual(asked.map(() => ({ ok: true, ticket: expect.objectContaining({ id: ticket.id, snoozedUntil: until }) })));
    expect((await adas.ask('ticket:snooze', { ticketId: ticket.id, until: until.replace('Z', '+00:00') })).ticket).toEqual(await seen(ada, ticket.id));
    expect(await bens.ask('ticket:snooze', { ticketId: ticket.id, until: null })).toMatchObject({ ok: true, ticket: { snoozedUntil: null } });
    expect((await ofType(ticket.id, 'staff', 'ticket.snoozed')).map(({ data }) => data.until)).toEqual([until, null]);
    expect(heardByCustomer()).toEqual([]);
    expect(JSON.stringify(await own(customer, ticket.id))).not.toContain('snoozed');
  });

  it('are refused a time that has passed, one without a zone, and a ticket that is done', async () => {
    expect(await adas.ask('ticket:snooze', { ticketId: ticket.id, until: inHours(-1) })).toMatchObject({ ok: false, code: 'TICKET_SNOOZE_REFUSED' });
    for (const until of ['2099-01-01T08:00:00', 'tomorrow', 5, undefined]) expect(await adas.ask('ticket:snooze', { ticketId: ticket.id, until })).toMatchObject({ ok: false, code: 'KERNEL_VALIDATION_FAILED' });
    await move(ada, ticket.id, 'closed');
    expect(await adas.ask('ticket:snooze', { ticketId: ticket.id, until: inHours(1) })).toMatchObject({ ok: false, code: 'TICKET_SNOOZE_REFUSED' });
  });

  it('merge a ticket once, and never into one of somebody else', async () => {
    const [into, strangers] = [await openTicket(customer), await openTicket(await createUser(server))];
    for (const refused of [strangers.id, ticket.id]) expect(await adas.ask('ticket:merge', { ticketId: ticket.id, into: refused })).toMatchObject({ ok: false, code: 'TICKET_MERGE_REFUSED' });
    expect(await adas.ask('ticket:merge', { ticketId: ticket.id, into: `tkt_${'0'.repeat(26)}` })).toMatchObject({ ok: false, code: 'KERNEL_NOT_FOUND' });
    const asked = await Promise.all([adas, bens].map((socket) => socket.ask('ticket:merge', { ticketId: ticket.id, into: into.id })));
    for (const answer of asked) expect(answer).toMatchObject({ ok: true, ticket: { id: ticket.id, state: 'merged', mergedInto: into.id } });
    expect([await ofType(ticket.id, 'conversation', 'ticket.merged'), await ofType(into.id, 'conversation', 'ticket.joined')].map(({ length }) => length)).toEqual([1, 1]);
    // The way back at the same time as the way there: one of them, never a circle.
    const pair = [await openTicket(customer), await openTicket(customer)] as const;
    const [there, back] = await Promise.all([adas.ask('ticket:merge', { ticketId: pair[0].id, into: pair[1].id }), bens.ask('ticket:merge', { ticketId: pair[1].id, into: pair[0].id })]);
    expect([there.ok, back.ok].sort()).toEqual([false, true]);
  });

  it('have an answer sent later, once, and take it back from its own ticket alone', async () => {
    const [other, body] = [await openTicket(customer), { ticketId: ticket.id, clientMessageId: newClientId(), text: 'Good morning.', sendAt: inHours(2) }];
    const [first, again] = await Promise.all([adas.ask('ticket:schedule', body), adas.ask('ticket:schedule', body)]);
    expect(first).toEqual({ ok: true, reply: { id: expect.stringMatching(/^sch_/), authorId: ada.id, text: body.text, sendAt: body.sendAt, failedCode: null } });
    expect(again).toEqual(first);
    expect(await list(ticket.id)).toEqual([first.reply]);
    const { id: replyId } = first.reply as { id: string };
    expect(await bens.ask('ticket:unschedule', { ticketId: other.id, replyId })).toMatchObject({ ok: false, code: 'KERNEL_NOT_FOUND' });
    expect(await list(ticket.id)).toHaveLength(1);
    const taken = await Promise.all([adas, bens].map((socket) => socket.ask('ticket:unschedule', { ticketId: ticket.id, replyId })));
    expect(taken.map(({ ok, code }) => (ok ? 'taken back' : code)).sort()).toEqual(['KERNEL_NOT_FOUND', 'taken back']);
    expect(await list(ticket.id)).toEqual([]);
    expect(heardByCustomer()).toEqual([]);
  });

  it('are refused an answer for a time that has passed, and the customer all of this', async () => {
    const body = { ticketId: ticket.id, clientMessageId: newClientId(), text: 'Good morning.', sendAt: inHours(-1) };
    expect(await adas.ask('ticket:schedule', body)).toMatchObject({ ok: false, code: 'TICKET_SCHEDULE_REFUSED' });
    expect(await theirs.ask('ticket:schedule', { ...body, sendAt: inHours(1) })).toMatchObject({ ok: false, code: 'MESSAGING_EVENT_UNKNOWN' });
    const reader = await createStaff(server);
    const readers = await connect(server.url, { jwt: reader.token }, { namespace: '/staff' });
    expect(await readers.ask('ticket:schedule', { ...body, sendAt: inHours(1) })).toMatchObject({ ok: false, code: 'KERNEL_FORBIDDEN' });
  });
});
