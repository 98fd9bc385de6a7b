import { createStaff, PASSWORD, type TestStaff } from '../../access/people.ts';
import { createUser, eventually, startServer, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom } from './support/rooms.ts';
import { connect, refusedBecause, type TestSocket } from './support/sockets.ts';
import { openTicket } from './support/tickets.ts';

/** What is promised, on every server. */
const TWO_SECONDS = { timeoutMs: 2_000 };
const PERMISSION = 'plugin::messaging.tickets.read';

describe('an open socket of staff', () => {
  let here: TestServer;
  let there: TestServer;
  let user: TestUser;
  let staff: TestStaff;
  let roomId: string;
  let sockets: TestSocket[];
  const ROLE = 'test-watcher';
  beforeAll(async () => {
    here = await startServer();
    there = await startServer({ database: here.databaseUrl });
    user = await createUser(here);
    ({ roomId } = await openTicket(user));
    await createStaff(here, ROLE);
    await createStaff(here, 'test-nothing');
    await grant();
  });
  beforeEach(async () => {
    staff = await createStaff(here, ROLE);
    sockets = [await enter(here), await enter(there)];
  });
  afterEach(() => sockets.forEach((socket) => socket.close()));

  const enter = (server: TestServer, token = staff.token) => connect(server.url, { jwt: token }, { namespace: '/staff' });
  const grant = (conditions: string[] = []) =>
    here.run(
      async (strapi, { code, action, conditions: under }) => {
        const role = (await strapi.db.query('admin::role').findOne({ where: { code } })) as { id: number };
        await strapi.db.query('admin::permission').create({ data: { action, role: role.id, conditions: under, properties: {} } });
      },
      { code: ROLE, action: PERMISSION, conditions },
    );
  const takeAway = () => here.run(async (strapi, action) => void (await strapi.db.query('admin::permission').deleteMany({ where: { action } })), PERMISSION);
  const change = (data: object) =>
    here.run(async (strapi, { id, data: to }) => void (await strapi.db.query('admin::user').update({ where: { documentId: id }, data: to })), { id: staff.id, data });
  const signInAgain = async (email = staff.email) =>
    (await here.http.post<{ data: { token: string } }>('/admin/login', { body: { email, password: PASSWORD } })).body.data.token;

  const endOf = (socket: TestSocket) => socket.heard.find(({ name }) => name === 'session:ended')?.payload;
  const expectEnded = async (code: string) => {
    await eventually(() => sockets.every((socket) => endOf(socket) !== undefined && !socket.socket.connected), TWO_SECONDS);
    expect(sockets.map(endOf)).toEqual([{ code }, { code }]);
  };
  const expectRefused = async () => {
    for (const { url } of [here, there]) expect(await refusedBecause(url, { token: staff.token, namespace: '/staff' })).toMatchObject({ data: { code: 'KERNEL_UNAUTHENTICATED' } });
  };

  it('is cut within two seconds of signing out of the admin panel, and not let in again', async () => {
    expect((await staff.http.post<unknown>('/admin/logout')).status).toBe(200);
    await expectEnded('signed_out');
    await expectRefused();
  });

  it('is cut within two seconds of being deactivated, and not let in again', async () => {
    await change({ isActive: false });
    await expectEnded('blocked');
    await expectRefused();
  });

  it('is cut within two seconds of being blocked, also when SQL goes around all code', async () => {
    await here.db.query('update admin_users set blocked = true where document_id = $1', [staff.id]);
    await expectEnded('blocked');
  });

  it('is cut within two seconds of being deleted', async () => {
    await here.run(async (strapi, documentId) => {
      const { id } = (await strapi.db.query('admin::user').findOne({ where: { documentId } })) as { id: number };
      await (strapi.service('admin::user') as unknown as { deleteById(id: number): Promise<unknown> }).deleteById(id);
    }, staff.id);
    await expectEnded('deleted');
  });

  it('is cut within two seconds of another role, and comes back with what that allows', async () => {
    await change({ roles: (await here.db.query<{ id: number }>("select id from admin_roles where code = 'test-nothing'")).rows.map(({ id }) => id) });
    await expectEnded('role_changed');
    const again = await enter(there);
    expect(await again.ask('room:join', { roomId })).toMatchObject({ ok: false, code: 'KERNEL_FORBIDDEN' });
    again.close();
  });

  it('is cut within two seconds when its role is allowed something else, and comes back with that', async () => {
    expect(await sockets[0]?.ask('room:join', { roomId })).toMatchObject({ ok: true, seq: 2 });
    await takeAway();
    await expectEnded('role_changed');
    const without = await enter(here);
    expect(await without.ask('room:join', { roomId })).toMatchObject({ ok: false, code: 'KERNEL_FORBIDDEN' });
    await grant();
    await eventually(() => endOf(without) !== undefined, TWO_SECONDS);
    without.close();
  });

  it('is not allowed what its role is allowed under a condition only', async () => {
    await takeAway();
    await grant(['admin::is-creator']);
    await expectEnded('role_changed');
    const again = await enter(here);
    expect(await again.ask('room:join', { roomId })).toMatchObject({ ok: false, code: 'KERNEL_FORBIDDEN' });
    again.close();
    await takeAway();
    await grant();
  });

  it('of another member of staff stays', async () => {
    const other = await createStaff(here, ROLE);
    const theirs = await enter(there, other.token);
    await change({ isActive: false });
    await expectEnded('blocked');
    expect(await theirs.ask('room:join', { roomId })).toMatchObject({ ok: true });
    theirs.close();
  });

  it('goes on with a new token of the same person, and of nobody else', async () => {
    const [socket] = sockets as [TestSocket];
    const other = await createStaff(here, 'strapi-super-admin');
    for (const token of [other.token, user.jwt, user.refreshToken]) expect(await socket.ask('auth:refresh', { token })).toMatchObject({ ok: false, code: 'KERNEL_UNAUTHENTICATED' });
    expect(await socket.ask('auth:refresh', { token: await signInAgain() })).toEqual({ ok: true, expiresAt: expect.stringMatching(/Z$/) });
    expect(await socket.ask('room:join', { roomId })).toMatchObject({ ok: true });
  });

  it('whose token has expired can do nothing until it has a new one', async () => {
    const short = await here.run(
      (strapi, { token, seconds }, { load }) => {
        const jwt = load<typeof import('jsonwebtoken')>('jsonwebtoken');
        const { userId, sessionId, type } = jwt.decode(token) as Record<string, unknown>;
        return jwt.sign({ userId, sessionId, type }, strapi.config.get<string>('admin.auth.secret'), { expiresIn: seconds });
      },
      { token: staff.token, seconds: 2 },
    );
    const socket = await enter(here, short);
    expect(await socket.ask('room:join', { roomId })).toMatchObject({ ok: true });
    await eventually(async () => (await socket.ask('room:join', { roomId })).code === 'KERNEL_UNAUTHENTICATED', { timeoutMs: 4_000 });
    expect(await socket.ask('auth:refresh', { token: staff.token })).toMatchObject({ ok: true });
    expect(await socket.ask('room:join', { roomId })).toMatchObject({ ok: true });
    socket.close();
  });

  it('hears the rooms of tickets that it listens to, each event once, beside their customers; and nothing more once it may not see them', async () => {
    const [socket] = sockets as [TestSocket];
    const users = await connect(here.url, user);
    await users.ask('room:join', { roomId });
    const say = async (text: string) => (await users.ask('message:send', { roomId, clientMessageId: text, text })).seq as number;
    await socket.ask('room:join', { roomId });
    const first = await say('one');
    await users.ask('typing', { roomId });
    await eventually(() => socket.heard.some(({ name }) => name === 'typing') && socket.events(roomId).some(({ seq }) => seq === first));
    // The room goes on being followed when the last user of this server leaves it.
    await users.ask('room:leave', { roomId });
    const second = await say('two');
    await eventually(() => socket.events(roomId).some(({ seq }) => seq === second));
    await takeAway();
    await expectEnded('role_changed');
    await users.ask('room:join', { roomId });
    const third = await say('three');
    await eventually(() => users.events(roomId).some(({ seq }) => seq === third));
    expect(socket.events(roomId).map(({ seq }) => seq)).toEqual([first, second]);
    await grant();
    users.close();
  });

  it('sees no room but those of tickets: any other answers as one that does not exist', async () => {
    const [socket] = sockets as [TestSocket];
    const group = await createRoom(user, [await createUser(here)]);
    const missing = await socket.ask('room:join', { roomId: `room_${'0'.repeat(26)}` });
    expect(await socket.ask('room:join', { roomId: group })).toEqual(missing);
    expect(await socket.ask('room:sync', { rooms: { [group]: 0 } })).toEqual({ ok: true, rooms: {} });
  });
});
