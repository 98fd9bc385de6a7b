import { connect, refusedBecause, type TestSocket } from '../integration/messaging/support/sockets.ts';
import { createRoom } from '../integration/messaging/support/rooms.ts';
import { createUser, eventually, startServer, type TestServer, type TestUser } from '../support/index.ts';
import { createStaff } from './people.ts';

interface Declared {
  name: string;
  action: string | null;
}
type Access = { access: import('../../src/access/define.ts').Access };

const NOTHING = { roomId: `room_${'0'.repeat(26)}`, messageId: `msg_${'0'.repeat(26)}` };

describe('every socket event', () => {
  let server: TestServer;
  let events: Declared[];
  let declared: Record<string, 'everyone' | string[]>;
  let user: TestUser;
  let moderator: TestUser;
  beforeAll(async () => {
    server = await startServer();
    events = await server.run((_strapi, _args, { load }) => load<typeof import('#messaging')>('#messaging').socketEventCatalogue().map(({ name, action }) => ({ name, action })));
    declared = await server.run((_strapi, _args, { load }) => Object.fromEntries(load<Access>('./dist/src/access/declaration.js').access.api) as never);
    [user, moderator] = [await createUser(server), await createUser(server, { role: 'moderator' })];
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
    'room:create': async () => ({ kind: 'group', memberIds: [(await createUser(server)).id] }),
    'room:join': ({ roomId }) => ({ roomId }),
    'room:leave': ({ roomId }) => ({ roomId }),
    'room:read': ({ roomId }) => ({ roomId, seq: 1 }),
    'room:sync': ({ roomId }) => ({ rooms: { [roomId]: 0 } }),
    typing: ({ roomId }) => ({ roomId }),
  };
  const ask = async (socket: TestSocket, { name }: Pick<Declared, 'name'>, place: Place) => socket.ask(name, (await payloads[name]?.(place)) ?? {});

  it('is known to this test, and governed by a permission that a route has as well', () => {
    expect(events.map(({ name }) => name)).toEqual(Object.keys(payloads).sort());
    const governed = events.flatMap(({ action }) => (action === null ? [] : [action]));
    expect(governed.filter((action) => declared[`plugin::messaging.${action}`] === undefined)).toEqual([]);
    expect(events.filter(({ action }) => action === null).map(({ name }) => name)).toEqual(['auth:refresh']);
  });

  it('is out of reach for who has no token, and for the tokens of staff', async () => {
    const staff = await createStaff(server, 'strapi-super-admin');
    for (const token of ['', 'x', staff.token]) expect(await refusedBecause(server.url, { token })).toMatchObject({ data: { code: 'KERNEL_UNAUTHENTICATED' } });
  });

  it.each([['authenticated', () => user], ['moderator', () => moderator]] as const)('lets a user with the role "%s" do what is declared', async (role, person) => {
    const socket = await connect(server.url, person());
    for (const event of events.filter(({ action }) => action !== null)) {
      const isAllowed = declared[`plugin::messaging.${event.action}`]?.includes(role) ?? false;
      const answer = await ask(socket, event, await makePlace(person()));
      expect([event.name, answer.ok]).toEqual([event.name, isAllowed]);
    }
    socket.close();
  });

  it('answers a stranger’s room exactly as one that does not exist, and its members with it', async () => {
    const place = await makePlace(user);
    const stranger = await connect(server.url, moderator);
    for (const event of events.filter(({ name }) => name !== 'auth:refresh' && name !== 'room:create')) {
      const [theirs, nobodys] = [await ask(stranger, event, place), await ask(stranger, event, NOTHING)];
      expect([event.name, theirs]).toEqual([event.name, nobodys]);
    }
    expect(stranger.events(place.roomId)).toEqual([]);
    stranger.close();
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
    for (const event of events.filter(({ action }) => action !== null)) {
      await eventually(async () => (await ask(socket, event, place)).code === 'KERNEL_FORBIDDEN', { timeoutMs: 6_000 });
    }
    await take(false);
    await eventually(async () => (await ask(socket, { name: 'room:join' }, place)).ok, { timeoutMs: 6_000 });
    socket.close();
  });
});
