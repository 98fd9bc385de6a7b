import { connect, refusedBecause, type TestSocket } from '../integration/messaging/support/sockets.ts';
import { createRoom } from '../integration/messaging/support/rooms.ts';
import { createUser, eventually, startServer, type TestServer, type TestUser } from '../support/index.ts';
import { createStaff, type TestStaff } from './people.ts';

type NamespaceName = 'users' | 'staff';
interface Declared {
  name: string;
  action: Partial<Record<NamespaceName, string>> | null;
}
type Access = { access: import('../../src/access/define.ts').Access };

const NOTHING = { ticketId: `tkt_${'0'.repeat(26)}`, roomId: `room_${'0'.repeat(26)}`, messageId: `msg_${'0'.repeat(26)}` };

describe('every socket event', () => {
  let server: TestServer;
  let events: Declared[];
  let declared: Record<string, 'everyone' | string[]>;
  let permissions: Record<string, { heldBy?: string[] }>;
  let staff: Record<'without permission' | 'mangrove-moderator' | 'strapi-super-admin', TestStaff>;
  let user: TestUser;
  let moderator: TestUser;
  beforeAll(async () => {
    server = await startServer();
    events = await server.run((_strapi, _args, { load }) => load<typeof import('#messaging')>('#messaging').socketEventCatalogue().map(({ name, action }) => ({ name, action })));
    declared = await server.run((_strapi, _args, { load }) => Object.fromEntries(load<Access>('./dist/src/access/declaration.js').access.api) as never);
    permissions = await server.run((_strapi, _args, { load }) => Object.fromEntries(load<Access>('./dist/src/access/declaration.js').access.staff) as never);
    [user, moderator] = [await createUser(server), await createUser(server, { role: 'moderator' })];
    staff = {
      'without permission': await createStaff(server),
      'mangrove-moderator': await createStaff(server, 'mangrove-moderator'),
      'strapi-super-admin': await createStaff(server, 'strapi-super-admin'),
    };
  });

  interface Place {
    roomId: string;
    messageId: string;
  }
  /** A room of somebody's with a message of theirs. */
  const makePlace = async (owner: TestUser): Promise<Place> => {
    const roomId = await createRoom(owner, [await createUser(server)]);
    const { body } = await owner.http.post<{ data: { messageId: string } }>(`/api/rooms/${roomId}/messages`, { body: { clientMessageId: 'first', text: 'Hello' } });
    return { roomId, messageId: body.data.messageId };
  };

  /** The conversation of somebody's ticket, and their first words. */
  const makeTicket = async (owner: TestUser): Promise<Place> => {
    const { body: opened } = await owner.http.post<{ data: { roomId: string } }>('/api/tickets', { body: { subject: 'Money', text: 'Where is it?' } });
    const { roomId } = opened.data;
    const { body } = await owner.http.get<{ data: { data: { messageId?: string } }[] }>(`/api/rooms/${roomId}/events?since=0`);
    const messageId = body.data.flatMap(({ data }) => data.messageId ?? []).at(0);
    if (messageId === undefined) throw new Error(`The log of a new ticket is ${JSON.stringify(body)}.`);
    return { roomId, messageId };
  };

  /** A right payload of each event. A new event brings its own; the first test says so where one is missing. */
  const payloads: Record<string, (place: Place) => object | Promise<object>> = {
    'auth:refresh': () => ({ token: user.jwt }),
    'member:add': ({ roomId }) => ({ roomId, userIds: [user.id, moderator.id] }),
    'member:remove': ({ roomId }) => ({ roomId, userId: `usr_${'0'.repeat(26)}` }),
    'message:delete': ({ messageId }) => ({ messageId }),
    'message:edit': ({ messageId }) => ({ messageId, text: 'Hello again' }),
    'message:pin': ({ messageId }) => ({ messageId }),
    'message:react': ({ messageId }) => ({ messageId, emoji: '👍' }),
    'message:send': ({ roomId }) => ({ roomId, clientMessageId: 'access', text: 'Hello' }),
    'presence:subscribe': () => ({ userIds: [user.id] }),
    'room:create': async () => ({ kind: 'group', memberIds: [(await createUser(server)).id] }),
    'room:join': ({ roomId }) => ({ roomId }),
    'room:leave': ({ roomId }) => ({ roomId }),
    'room:read': ({ roomId }) => ({ roomId, seq: 1 }),
    'room:sync': ({ roomId }) => ({ rooms: { [roomId]: 0 } }),
    'queue:subscribe': () => ({}),
    'ticket:assign': () => ({ ticketId: NOTHING.ticketId, assigneeId: null }),
    'ticket:label': () => ({ ticketId: NOTHING.ticketId, priority: 'high' }),
    'ticket:merge': () => ({ ticketId: NOTHING.ticketId, into: `tkt_${'1'.repeat(26)}` }),
    'ticket:move': () => ({ ticketId: NOTHING.ticketId, state: 'open' }),
    'ticket:schedule': () => ({ ticketId: NOTHING.ticketId, clientMessageId: 'access', text: 'Good morning', sendAt: '2099-01-01T08:00:00.000Z' }),
    'ticket:snooze': () => ({ ticketId: NOTHING.ticketId, until: '2099-01-01T08:00:00.000Z' }),
    'ticket:take': () => ({ ticketId: NOTHING.ticketId }),
    'ticket:unschedule': () => ({ ticketId: NOTHING.ticketId, replyId: `sch_${'0'.repeat(26)}` }),
    'ticket:view': () => ({ ticketId: NOTHING.ticketId, what: 'viewing' }),
    typing: ({ roomId }) => ({ roomId }),
  };
  const ask = async (socket: TestSocket, { name }: Pick<Declared, 'name'>, place: Place) => socket.ask(name, (await payloads[name]?.(place)) ?? {});
  const enterStaff = ({ token }: TestStaff) => connect(server.url, { jwt: token }, { namespace: '/staff' });
  const of = (namespace: NamespaceName) => events.filter(({ action }) => action?.[namespace] !== undefined);

  it('is known to this test, and governed by a permission that a route has as well', () => {
    expect(events.map(({ name }) => name)).toEqual(Object.keys(payloads).sort());
    expect(of('users').filter(({ action }) => declared[`plugin::messaging.${action?.users}`] === undefined)).toEqual([]);
    expect(of('staff').filter(({ action }) => permissions[`plugin::messaging.${action?.staff}`] === undefined)).toEqual([]);
    expect(events.filter(({ action }) => action === null).map(({ name }) => name)).toEqual(['auth:refresh']);
  });

  it('is out of reach for who has no token of its namespace: to /users staff come as nobody, to /staff users do', async () => {
    const refusal = await refusedBecause(server.url, { token: '' });
    expect(refusal.data).toEqual({ code: 'KERNEL_UNAUTHENTICATED', message: refusal.message });
    const strangers: [NamespaceName, string[]][] = [
      ['users', ['x', ...Object.values(staff).map(({ token }) => token)]],
      ['staff', ['', 'x', user.jwt, user.refreshToken, moderator.jwt]],
    ];
    for (const [namespace, tokens] of strangers) {
      for (const token of tokens) expect((await refusedBecause(server.url, { token, namespace: `/${namespace}` })).data).toEqual(refusal.data);
    }
  });

  it('does not exist in a namespace that is not declared for it, whoever asks', async () => {
    const people: [NamespaceName, TestSocket][] = [
      ['users', await connect(server.url, user)],
      ['users', await connect(server.url, moderator)],
      ...(await Promise.all(Object.values(staff).map(async (person): Promise<[NamespaceName, TestSocket]> => ['staff', await enterStaff(person)]))),
    ];
    for (const [namespace, socket] of people) {
      for (const event of events.filter(({ action }) => action !== null && action[namespace] === undefined)) {
        expect(await ask(socket, event, NOTHING)).toMatchObject({ ok: false, code: 'MESSAGING_EVENT_UNKNOWN' });
      }
      socket.close();
    }
  });

  it.each(['without permission', 'mangrove-moderator', 'strapi-super-admin'] as const)('lets staff (%s) do what is declared', async (role) => {
    const socket = await enterStaff(staff[role]);
    for (const event of of('staff')) {
      const isAllowed = role === 'strapi-super-admin' || (permissions[`plugin::messaging.${event.action?.staff}`]?.heldBy?.includes(role) ?? false);
      expect([event.name, (await ask(socket, event, NOTHING)).code === 'KERNEL_FORBIDDEN']).toEqual([event.name, !isAllowed]);
    }
    expect(await socket.ask('auth:refresh', { token: staff[role].token })).toMatchObject({ ok: true });
    socket.close();
  });

  it.each([['authenticated', () => user], ['moderator', () => moderator]] as const)('lets a user with the role "%s" do what is declared', async (role, person) => {
    const socket = await connect(server.url, person());
    for (const event of of('users')) {
      const isAllowed = declared[`plugin::messaging.${event.action?.users}`]?.includes(role) ?? false;
      const answer = await ask(socket, event, await makePlace(person()));
      expect([event.name, answer.ok]).toEqual([event.name, isAllowed]);
    }
    socket.close();
  });

  it.each([['room', makePlace], ['ticket', makeTicket]] as const)('answers a stranger’s %s exactly as one that does not exist, and its members with it', async (_what, make) => {
    const place = await make(user);
    const stranger = await connect(server.url, moderator);
    for (const event of of('users').filter(({ name }) => name !== 'room:create')) {
      const [theirs, nobodys] = [await ask(stranger, event, place), await ask(stranger, event, NOTHING)];
      // Byte for byte.
      expect([event.name, JSON.stringify(theirs)]).toEqual([event.name, JSON.stringify(nobodys)]);
    }
    expect(stranger.events(place.roomId)).toEqual([]);
    stranger.close();
  });

  it('answers a room of users exactly as one that does not exist to staff, whatever their role', async () => {
    const place = await makePlace(user);
    for (const person of Object.values(staff)) {
      const socket = await enterStaff(person);
      for (const event of of('staff')) {
        const [theirs, nobodys] = [await ask(socket, event, place), await ask(socket, event, NOTHING)];
        expect([event.name, JSON.stringify(theirs)]).toEqual([event.name, JSON.stringify(nobodys)]);
      }
      expect(socket.events(place.roomId)).toEqual([]);
      socket.close();
    }
  });

  it('is refused as soon as its permission is taken from the role', async () => {
    const place = await makePlace(user);
    const socket = await connect(server.url, user);
    const take = (isTaken: boolean) =>
      server.run(async (strapi, taken) => {
        const role = (await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'authenticated' } })) as { id: number };
        const query = strapi.db.query('plugin::users-permissions.permission');
        if (taken) await query.deleteMany({ where: { action: { $startsWith: 'plugin::messaging.' }, role: role.id } });
        else for (const action of ['message.send', 'room.findOne']) await query.create({ data: { action: `plugin::messaging.${action}`, role: role.id } });
      }, isTaken);
    await take(true);
    for (const event of of('users')) {
      await eventually(async () => (await ask(socket, event, place)).code === 'KERNEL_FORBIDDEN', { timeoutMs: 6_000 });
    }
    await take(false);
    await eventually(async () => (await ask(socket, { name: 'room:join' }, place)).ok, { timeoutMs: 6_000 });
    socket.close();
  });
});
