import type { TestStaff } from '../../../access/people.ts';
import { eventually, startServer, type TestServer, type TestUser } from '../../../support/index.ts';
import { newClientId } from '../support/rooms.ts';
import { connect, type TestSocket } from '../support/sockets.ts';
import { move, note, openDesk, openTicket, own, seen, type StaffTicketOut, type TicketOut } from '../support/tickets.ts';

interface Change {
  ticketId: string;
  state: string;
  assigneeId: string | null;
  priority: string;
}
interface Viewers {
  ticketId: string;
  viewers: { staffId: string; isWriting: boolean }[];
}

describe('staff at the desk, live', () => {
  let server: TestServer;
  let other: TestServer;
  let customer: TestUser;
  let ada: TestStaff;
  let ben: TestStaff;
  let adas: TestSocket;
  let bens: TestSocket;
  let theirs: TestSocket;
  let ticket: TicketOut;
  beforeAll(async () => {
    server = await startServer({ env: { REALTIME_SWEEP_MS: '200' } });
    other = await startServer({ database: server.databaseUrl, env: { REALTIME_SWEEP_MS: '200' } });
    ({ customer, ada, ben } = await openDesk(server));
  });
  beforeEach(async () => {
    adas = await connect(server.url, { jwt: ada.token }, { namespace: '/staff' });
    // On another server, which hears of nothing but what it reads.
    bens = await connect(other.url, { jwt: ben.token }, { namespace: '/staff' });
    ticket = await openTicket(customer);
    theirs = await connect(server.url, customer);
  });
  afterEach(() => [adas, bens, theirs].forEach((socket) => socket.close()));

  const changes = (socket: TestSocket, { id }: Pick<TicketOut, 'id'> = ticket) =>
    socket.heard.filter(({ name }) => name === 'queue:changed').map(({ payload }) => payload as Change).filter(({ ticketId }) => ticketId === id);
  const viewers = (socket: TestSocket) => socket.heard.filter(({ name }) => name === 'ticket:viewers').map(({ payload }) => (payload as Viewers).viewers).at(-1);
  const send = (socket: TestSocket, roomId: string, text: string) => socket.ask('message:send', { roomId, clientMessageId: newClientId(), text });

  it('answer over their socket, and the customer hears it and what it does to the ticket, in one log', async () => {
    await theirs.ask('room:join', { roomId: ticket.roomId });
    expect(await send(adas, ticket.roomId, 'We look into it.')).toMatchObject({ ok: true, seq: 4 });
    await eventually(() => theirs.events(ticket.roomId).length === 3);
    expect(theirs.events(ticket.roomId).map(({ type, actorId }) => [type, actorId])).toEqual([['member.added', ada.id], ['message.created', ada.id], ['ticket.state_changed', ada.id]]);
    expect(await own(customer, ticket.id)).toMatchObject({ state: 'waiting_on_customer' });
  });

  it('write notes that they hear of and the customer does not', async () => {
    const { staffRoomId } = await seen(ada, ticket.id);
    await bens.ask('room:join', { roomId: staffRoomId });
    await theirs.ask('room:join', { roomId: ticket.roomId });
    await send(adas, staffRoomId, 'Known fraudster.');
    await eventually(() => bens.events(staffRoomId).some(({ data }) => data.text === 'Known fraudster.'));
    expect(theirs.heard.filter(({ name }) => name !== 'room:heads')).toEqual([]);
  });

  it('change and take back what they wrote, and see who types', async () => {
    await adas.ask('room:join', { roomId: ticket.roomId });
    const { messageId } = await send(adas, ticket.roomId, 'Tomorow.');
    expect(await adas.ask('message:edit', { messageId, text: 'Tomorrow.' })).toMatchObject({ ok: true });
    expect(await adas.ask('message:delete', { messageId })).toMatchObject({ ok: true });
    const { messageId: question } = await send(theirs, ticket.roomId, 'When?');
    expect(await adas.ask('message:delete', { messageId: question })).toMatchObject({ ok: false, code: 'MESSAGING_NOT_ALLOWED_IN_ROOM' });
    await theirs.ask('typing', { roomId: ticket.roomId });
    expect(await adas.first('typing')).toEqual({ roomId: ticket.roomId, userId: customer.id, isTyping: true });
    await theirs.ask('room:join', { roomId: ticket.roomId });
    await adas.ask('typing', { roomId: ticket.roomId });
    expect(await theirs.first('typing')).toMatchObject({ userId: ada.id });
  });

  it('tell the customer that they have read only where they have answered', async () => {
    expect(await bens.ask('room:read', { roomId: ticket.roomId, seq: 99 })).toEqual({ ok: true, seq: 2, unread: 0 });
    await theirs.ask('room:join', { roomId: ticket.roomId });
    await send(adas, ticket.roomId, 'Yes?');
    const { seq } = await send(theirs, ticket.roomId, 'The money!');
    expect(await adas.ask('room:read', { roomId: ticket.roomId, seq })).toEqual({ ok: true, seq, unread: 0 });
    await eventually(() => theirs.events(ticket.roomId).some(({ type, actorId }) => type === 'read.moved' && actorId === ada.id));
    expect(theirs.events(ticket.roomId).filter(({ actorId }) => actorId === ben.id)).toEqual([]);
  });

  it('hear of every change in the queue, on every server, from the moment they ask', async () => {
    for (const socket of [adas, bens]) expect(await socket.ask('queue:subscribe', {})).toEqual({ ok: true });
    const { id: ticketId } = ticket;
    expect(await adas.ask('ticket:take', { ticketId })).toMatchObject({ ok: true, ticket: { state: 'open', assignee: { id: ada.id } } });
    expect(await bens.ask('ticket:take', { ticketId })).toMatchObject({ ok: false, code: 'TICKET_TAKEN', details: { assigneeId: ada.id } });
    expect(await bens.ask('ticket:assign', { ticketId, assigneeId: ben.id })).toMatchObject({ ok: true });
    expect(await bens.ask('ticket:label', { ticketId, priority: 'urgent', tags: ['vip'] })).toMatchObject({ ok: true, ticket: { priority: 'urgent', tags: ['vip'] } });
    await send(adas, ticket.roomId, 'Done.');
    expect(await bens.ask('ticket:move', { ticketId, state: 'resolved' })).toMatchObject({ ok: true, ticket: { state: 'resolved' } });
    const fresh = await openTicket(customer);
    for (const socket of [adas, bens]) {
      await eventually(() => changes(socket).some(({ state }) => state === 'resolved') && changes(socket, fresh).length > 0);
      expect(changes(socket).at(-1)).toMatchObject({ state: 'resolved', assigneeId: ben.id, priority: 'urgent' });
    }
  });

  it('hear nothing of the queue once they do not want to', async () => {
    await adas.ask('queue:subscribe', {});
    await bens.ask('queue:subscribe', {});
    await adas.ask('queue:subscribe', { isOn: false });
    await move(ada, ticket.id, 'open');
    await eventually(() => changes(bens).length > 0);
    expect(changes(adas)).toEqual([]);
  });

  it('miss no change that was under way when they asked, in whatever order transactions end', async () => {
    const late = await server.db.connect();
    await late.query(`BEGIN; SELECT set_config('mangrove.writer', 'messaging', true)`);
    await late.query(`UPDATE tickets SET priority = 'low' WHERE document_id = $1`, [ticket.id]);
    await adas.ask('queue:subscribe', {});
    const next = await openTicket(customer);
    await eventually(() => changes(adas, next).length > 0);
    expect(changes(adas)).toEqual([]);
    await late.query('COMMIT');
    late.release();
    await eventually(() => changes(adas).some(({ priority }) => priority === 'low'));
    expect(changes(adas, next)).toHaveLength(1);
  });

  it('see who else looks at a ticket or writes in it, also from another server, until they go', async () => {
    const view = (socket: TestSocket, what: string | null) => socket.ask('ticket:view', { ticketId: ticket.id, what });
    expect(await view(adas, 'viewing')).toEqual({ ok: true, viewers: [{ staffId: ada.id, isWriting: false }] });
    expect((await view(bens, 'writing')).viewers).toHaveLength(2);
    await eventually(() => viewers(adas)?.some(({ staffId, isWriting }) => staffId === ben.id && isWriting));
    await view(bens, 'viewing');
    await eventually(() => viewers(adas)?.some(({ staffId, isWriting }) => staffId === ben.id && !isWriting));
    bens.close();
    await eventually(() => viewers(adas)?.length === 1);
    // Ben’s server has died: nobody says that he has gone.
    await server.db.query(`INSERT INTO ticket_viewers SELECT id, 'lost', $2, true, now() + interval '1 second' FROM tickets WHERE document_id = $1`, [ticket.id, ben.id]);
    await eventually(() => viewers(adas)?.length === 2);
    await eventually(() => viewers(adas)?.length === 1);
  });

  it('is told the same over a socket as over REST', async () => {
    const { ticket: told } = (await adas.ask('ticket:move', { ticketId: ticket.id, state: 'open' })) as unknown as { ticket: StaffTicketOut };
    expect(told).toEqual(await seen(ada, ticket.id));
    await note(ada, ticket.id);
    expect(await adas.ask('ticket:view', { ticketId: `tkt_${'0'.repeat(26)}`, what: 'viewing' })).toMatchObject({ ok: false, code: 'KERNEL_NOT_FOUND' });
  });
});
