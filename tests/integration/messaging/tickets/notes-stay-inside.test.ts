import { createUser, eventually, startServer, type HttpClient, type TestServer, type TestUser } from '../../../support/index.ts';
import { freshSession } from '../../../access/people.ts';
import type { TestStaff } from '../../../access/people.ts';
import { logOf, newClientId } from '../support/rooms.ts';
import { connect, type TestSocket } from '../support/sockets.ts';
import { linkFor, staffUploaded } from '../support/ticket-files.ts';
import { codeOf, note, openDesk, openTicket, reply, say, seen, type TicketOut } from '../support/tickets.ts';

interface Route {
  type: string;
  method: string;
  path: string;
  handler?: string;
}
type Routes = typeof import('../../../../src/access/routes.ts');
type Messaging = typeof import('#messaging');

/** A word that is nowhere but in notes. */
const SECRET = 'Zanzibar';
const NOTHING = '0'.repeat(26);

/** Tries every way that a customer has: whatever comes back, a note is not in it, and to them it does not exist. */
describe('what staff say among themselves', () => {
  let server: TestServer;
  let customer: TestUser;
  let ada: TestStaff;
  let ticket: TicketOut;
  let staffRoomId: string;
  let noteId: string;
  let fileId: string;
  let routes: Route[];
  beforeAll(async () => {
    server = await startServer();
    ({ customer, ada } = await openDesk(server));
    ticket = await openTicket(customer);
    ({ staffRoomId } = await seen(ada, ticket.id));
    noteId = (await note(ada, ticket.id, `${SECRET}: a known fraudster.`)).body.data.messageId;
    ({ id: fileId } = await staffUploaded(ada, ticket.id, 'staff', Buffer.from(`${SECRET}, as was proven.`), `${SECRET}.txt`));
    await ada.http.post(`/messaging/tickets/${ticket.id}/notes`, { body: { clientMessageId: newClientId(), text: '', attachments: [fileId] } });
    await ada.http.patch(`/messaging/tickets/${ticket.id}`, { body: { tags: ['fraud'], priority: 'low' } });
    await reply(ada, ticket.id, 'We look into it.');
    routes = await server.run((_strapi, _args, { load }) => (load<Routes>('./dist/src/access/routes.js').routeReport(_strapi).served as Route[]).filter(({ type }) => type === 'content-api'));
  });

  /** What a request of each handler brings, where it brings anything. */
  const bodies: Record<string, () => object> = {
    'message.send': () => ({ clientMessageId: newClientId(), text: 'Let me in' }),
    'room.read': () => ({ seq: 1 }),
    'room.update': () => ({ title: 'Mine now' }),
    'member.add': () => ({ userIds: [customer.id] }),
    'report.create': () => ({ reason: 'abuse' }),
    'slowMode.put': () => ({ seconds: 10 }),
    'message.edit': () => ({ text: 'Nothing of the kind' }),
    'room.sync': () => ({ rooms: { [staffRoomId]: 0, [ticket.roomId]: 0 } }),
  };
  const nameOf = ({ handler = '' }: Route) => handler.replace('plugin::messaging.', '');
  const rest: Record<string, string> = { userId: `usr_${NOTHING}`, emoji: '👍' };
  const fill = (path: string, id: string) => path.replace(/:(\w+)/g, (_all, name: string) => encodeURIComponent(name === 'id' ? id : (rest[name] ?? 'NGN')));
  const call = (client: HttpClient, route: Route, id: string) => {
    const body = ['POST', 'PUT', 'PATCH'].includes(route.method) ? { body: bodies[nameOf(route)]?.() ?? {} } : {};
    return client.request<unknown>(route.method, fill(route.path, id), body);
  };

  it('are no answer of any route, whatever stands in its address', async () => {
    for (const route of routes) {
      for (const id of [staffRoomId, noteId, fileId, ticket.id, ticket.roomId]) {
        // Of its own: some routes end the session that they are called with.
        const answer = await call(await freshSession(server, customer), route, id);
        expect([route.method, route.path, JSON.stringify(answer.body ?? '').includes(SECRET)]).toEqual([route.method, route.path, false]);
        expect([route.path, JSON.stringify(answer.body ?? '').includes(staffRoomId)]).toEqual([route.path, false]);
      }
    }
  });

  it('and where they say it does not exist for any route of messaging', async () => {
    const ofRoomsAndMessages = routes.filter((route) => route.handler?.startsWith('plugin::messaging.') && /^\/api\/(rooms|messages)\/:id/.test(route.path));
    expect(ofRoomsAndMessages.length).toBeGreaterThan(14);
    for (const route of ofRoomsAndMessages) {
      const prefix = route.path.includes('/rooms/') ? 'room' : 'msg';
      const inside = await call(customer.http, route, prefix === 'room' ? staffRoomId : noteId);
      const nothing = await call(customer.http, route, `${prefix}_${NOTHING}`);
      expect([route.method, route.path, inside.status, inside.body]).toEqual([route.method, route.path, 404, nothing.body]);
    }
  });

  it('and what goes with it is no file to anybody else, by whatever link', async () => {
    const link = new URL(await linkFor(ada, ticket.id, fileId));
    expect((await fetch(link)).status).toBe(200);
    const nothing = await customer.http.get<unknown>(`/api/attachments/att_${NOTHING}`);
    const inside = await customer.http.get<unknown>(`/api/attachments/${fileId}`);
    expect([inside.status, inside.body]).toEqual([404, nothing.body]);
    for (const viewer of [customer.id, ada.id.replace('stf', 'usr'), `stf_${NOTHING}`]) {
      const forged = new URL(link);
      forged.searchParams.set('viewer', viewer);
      expect([viewer, (await fetch(forged)).status]).toEqual([viewer, 404]);
    }
    // A good link for a file of theirs opens no other.
    const theirs = (await customer.http.post<{ data: { id: string } }>(`/api/attachments?roomId=${ticket.roomId}&name=x`, { body: 'Mine' })).body.data.id;
    const own = (await customer.http.get<{ data: { url: string } }>(`/api/attachments/${theirs}`)).body.data.url;
    expect((await fetch(own)).status).toBe(200);
    expect((await fetch(own.replace(theirs, fileId))).status).toBe(404);
    const taken = await customer.http.post(`/api/rooms/${ticket.roomId}/messages`, { body: { clientMessageId: newClientId(), text: '', attachments: [fileId] } });
    expect(codeOf(taken)).toEqual([422, 'MESSAGING_ATTACHMENT_UNKNOWN']);
    for (const roomId of [staffRoomId, `room_${NOTHING}`]) expect(codeOf(await customer.http.post(`/api/attachments?roomId=${roomId}&name=x`, { body: 'Mine' }))).toEqual([404, 'KERNEL_NOT_FOUND']);
  });

  it('is in no list, search, page or sync of the customer’s', async () => {
    const pages = ['/api/rooms', `/api/rooms/${ticket.roomId}`, `/api/rooms/${ticket.roomId}/events?since=0`, '/api/tickets', `/api/tickets/${ticket.id}`, `/api/messages/search?q=${SECRET}`, `/api/messages/search?q=fraudster&roomId=${staffRoomId}`];
    for (const page of pages) {
      const { status, body } = await customer.http.get<unknown>(page);
      expect([page, status]).toEqual([page, 200]);
      const text = JSON.stringify(body);
      for (const word of [SECRET, staffRoomId, noteId, '"tags"', 'priority_changed', 'ticket.tagged', ada.email]) expect([page, word, text.includes(word)]).toEqual([page, word, false]);
    }
    const { body } = await customer.http.post<{ data: { rooms: object } }>('/api/rooms/sync', { body: { rooms: { [staffRoomId]: 0, [ticket.roomId]: 0 } } });
    expect(Object.keys(body.data.rooms)).toEqual([ticket.roomId]);
  });

  it('leaves no hole in the customer’s log by which they could count it', async () => {
    const before = await logOf(server, ticket.roomId);
    for (let count = 0; count < 3; count += 1) await note(ada, ticket.id, SECRET);
    await say(customer, ticket.roomId);
    expect((await logOf(server, ticket.roomId)).slice(before.length).map(({ seq, type }) => [seq, type])).toEqual([[before.length + 1, 'message.created'], [before.length + 2, 'ticket.state_changed']]);
  });

  it('is not to be replied to, neither by the customer nor out of the staff’s room', async () => {
    const answer = await customer.http.post(`/api/rooms/${ticket.roomId}/messages`, { body: { clientMessageId: newClientId(), text: 'You mean me?', replyTo: noteId } });
    expect(codeOf(answer)).toEqual([422, 'MESSAGING_REPLY_UNKNOWN']);
    const slip = await ada.http.post(`/messaging/tickets/${ticket.id}/replies`, { body: { clientMessageId: newClientId(), text: 'As said', replyTo: noteId } });
    expect(codeOf(slip)).toEqual([422, 'MESSAGING_REPLY_UNKNOWN']);
  });

  describe('over a socket', () => {
    let socket: TestSocket;
    let names: string[];
    beforeAll(async () => {
      socket = await connect(server.url, customer);
      names = await server.run((_strapi, _args, { load }) => load<Messaging>('#messaging').socketEventCatalogue().filter(({ action }) => action?.users !== undefined).map(({ name }) => name));
    });

    const payloads = (roomId: string, messageId: string): Record<string, object | undefined> => ({
      'member:add': { roomId, userIds: [customer.id] },
      'member:remove': { roomId, userId: ada.id.replace('stf', 'usr') },
      'message:delete': { messageId },
      'message:edit': { messageId, text: 'Nothing of the kind' },
      'message:pin': { messageId },
      'message:react': { messageId, emoji: '👍' },
      'message:send': { roomId, clientMessageId: newClientId(), text: 'Let me in' },
      'presence:subscribe': undefined,
      'room:create': undefined,
      'room:join': { roomId },
      'room:leave': { roomId },
      'room:read': { roomId, seq: 1 },
      'room:sync': { rooms: { [roomId]: 0 } },
      typing: { roomId },
    });

    it('it does not exist for any event', async () => {
      expect(names.filter((name) => !(name in payloads('', '')))).toEqual([]);
      for (const name of names) {
        const [inside, nothing] = [payloads(staffRoomId, noteId)[name], payloads(`room_${NOTHING}`, `msg_${NOTHING}`)[name]];
        if (!inside || !nothing) continue;
        expect([name, await socket.ask(name, inside)]).toEqual([name, await socket.ask(name, nothing)]);
      }
    });

    it('nothing is heard of it, live or later', async () => {
      const stranger = await connect(server.url, await createUser(server));
      for (const one of [socket, stranger]) await one.ask('room:join', { roomId: staffRoomId });
      await socket.ask('room:join', { roomId: ticket.roomId });
      await note(ada, ticket.id, SECRET);
      const { body } = await reply(ada, ticket.id, 'It is on its way.');
      await eventually(() => socket.events(ticket.roomId).some(({ seq }) => seq === body.data.seq));
      // Also where every room stands, which is said every few seconds.
      await socket.first('room:heads');
      const heard = JSON.stringify([socket.heard, stranger.heard]);
      for (const word of [SECRET, staffRoomId, noteId]) expect([word, heard.includes(word)]).toEqual([word, false]);
      stranger.close();
    });

    it('its events do not exist where customers are, nor the staff’s own', async () => {
      for (const name of ['ticket:take', 'ticket:move', 'ticket:label', 'ticket:assign', 'ticket:view', 'queue:subscribe']) {
        expect(await socket.ask(name, { ticketId: ticket.id })).toMatchObject({ ok: false, code: 'MESSAGING_EVENT_UNKNOWN' });
      }
    });
  });

  it('was left as it is by all of that', async () => {
    const log = await logOf(server, staffRoomId);
    expect(log.filter(({ actor }) => actor === customer.id).map(({ type }) => type)).toEqual(['room.created']);
    const { rows } = await server.db.query('SELECT m.member FROM room_members m JOIN rooms r ON r.id = m.room_id WHERE r.public_id = $1', [staffRoomId]);
    expect(rows).toEqual([{ member: ada.id }]);
  });
});
