import { changeUser, freshSession } from '../../access/people.ts';
import { createUser, eventually, startServer, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom, newClientId } from './support/rooms.ts';
import { connect, openSocket, refusedBecause, type TestSocket } from './support/sockets.ts';

/** What is promised, on every server. */
const TWO_SECONDS = { timeoutMs: 2_000 };

describe('an open socket', () => {
  let here: TestServer;
  let there: TestServer;
  let user: TestUser;
  let sockets: TestSocket[];
  beforeAll(async () => {
    here = await startServer();
    there = await startServer({ database: here.databaseUrl });
  });
  beforeEach(async () => {
    user = await createUser(here);
    sockets = [await connect(here.url, user), await connect(there.url, user)];
  });
  afterEach(() => sockets.forEach((socket) => socket.close()));

  const endOf = (socket: TestSocket) => socket.heard.find(({ name }) => name === 'session:ended')?.payload;
  /** Told why, cut, and not let in again; on both servers. */
  const expectEnded = async (code: string) => {
    await eventually(() => sockets.every((socket) => endOf(socket) !== undefined && !socket.socket.connected), TWO_SECONDS);
    expect(sockets.map(endOf)).toEqual([{ code }, { code }]);
  };
  const renewed = async () => (await here.http.post<{ jwt: string }>('/api/auth/refresh', { body: { refreshToken: user.refreshToken } })).body.jwt;

  it('is cut within two seconds of signing out', async () => {
    await user.http.post('/api/auth/logout');
    await expectEnded('signed_out');
    expect(await refusedBecause(here.url, { token: user.jwt })).toMatchObject({ data: { code: 'KERNEL_UNAUTHENTICATED' } });
  });

  it('is cut within two seconds of being blocked', async () => {
    await changeUser(here, user.id, { blocked: true });
    await expectEnded('blocked');
  });

  it('is cut within two seconds of another role', async () => {
    const role = await here.db.query<{ id: number }>("select id from up_roles where type = 'moderator'");
    await changeUser(there, user.id, { role: role.rows[0]?.id });
    await expectEnded('role_changed');
  });

  it('is cut within two seconds of being deleted', async () => {
    await here.run(async (strapi, id) => void (await strapi.documents('plugin::users-permissions.user').delete({ documentId: id })), user.id);
    await expectEnded('deleted');
  });

  it('is cut when SQL goes around all of our code', async () => {
    await here.db.query('update up_users set blocked = true where document_id = $1', [user.id]);
    await expectEnded('blocked');
  });

  it('of another sign-in of the same person stays', async () => {
    const other = await freshSession(here, user);
    const { body } = await other.get<{ data: { id: string; current: boolean }[] }>('/api/auth/sessions');
    const mine = body.data.find(({ current }) => !current)?.id ?? '';
    const token = await here.run(async (strapi, id, { kernel }) => {
      const row = (await strapi.db.query('plugin::users-permissions.user').findOne({ where: { documentId: id } })) as { id: number; documentId: string };
      return (await kernel.sessions(strapi).start(row, {})).jwt;
    }, user.id);
    const third = await connect(here.url, { jwt: token });
    expect((await other.delete<unknown>(`/api/auth/sessions/${mine}`)).status).toBe(200);
    await expectEnded('signed_out');
    expect(third.socket.connected).toBe(true);
    third.close();
  });

  it('can do nothing any more at the moment in which its session ends, on the server where it ends', async () => {
    const other = await createUser(here);
    const roomId = await createRoom(user, [other]);
    const [socket] = sockets as [TestSocket];
    await user.http.post('/api/auth/logout');
    const answer = await socket.ask('message:send', { roomId, clientMessageId: newClientId(), text: 'too late' }).catch(() => ({ ok: false }));
    expect(answer.ok).toBe(false);
  });

  it('goes on with a new token of the same person, and of nobody else', async () => {
    const [socket] = sockets as [TestSocket];
    const stranger = await createUser(here);
    expect(await socket.ask('auth:refresh', { token: stranger.jwt })).toMatchObject({ ok: false, code: 'KERNEL_UNAUTHENTICATED' });
    expect(await socket.ask('auth:refresh', { token: user.refreshToken })).toMatchObject({ ok: false, code: 'KERNEL_UNAUTHENTICATED' });
    expect(await socket.ask('auth:refresh', { token: await renewed() })).toEqual({ ok: true, expiresAt: expect.stringMatching(/Z$/) });
    expect(socket.socket.connected).toBe(true);
  });

  it('is let in with a token in the handshake alone, and into its own namespace alone', async () => {
    const refusedFor = async (options: Parameters<typeof refusedBecause>[1]) => (await refusedBecause(here.url, options)).data?.code;
    expect(await refusedFor({ auth: {} })).toBe('KERNEL_UNAUTHENTICATED');
    expect(await refusedFor({ token: 'made.up.token' })).toBe('KERNEL_UNAUTHENTICATED');
    expect(await refusedFor({ token: user.refreshToken })).toBe('KERNEL_UNAUTHENTICATED');
    expect(await refusedFor({ auth: { token: user.jwt, admin: true } })).toBe('KERNEL_UNAUTHENTICATED');
    expect(await refusedFor({ auth: { token: { toString: 'x' } } })).toBe('KERNEL_UNAUTHENTICATED');
    expect(await refusedFor({ auth: {}, options: { query: { token: user.jwt } } })).toBe('KERNEL_UNAUTHENTICATED');
    expect(await refusedFor({ auth: {}, options: { extraHeaders: { authorization: `Bearer ${user.jwt}` } } })).toBe('KERNEL_UNAUTHENTICATED');
    expect(await refusedFor({ token: user.jwt, namespace: '/' })).toBe('MESSAGING_NAMESPACE_UNKNOWN');
    expect((await refusedBecause(here.url, { token: user.jwt, namespace: '/admin' })).message).toBe('Invalid namespace');
  });
});

describe('a socket whose token expires', () => {
  it('goes on for a while without being able to act, may be given a new token, and is cut otherwise', async () => {
    const server = await startServer({ env: { ACCESS_TOKEN_SECONDS: '30' } });
    const user = await createUser(server);
    const other = await createUser(server);
    const roomId = await createRoom(user, [other]);
    const [staying, leaving] = [await connect(server.url, user), await connect(server.url, user)];
    const send = (socket: TestSocket) => socket.ask('message:send', { roomId, clientMessageId: newClientId(), text: 'x' });
    expect(await send(staying)).toMatchObject({ ok: true });
    await eventually(async () => (await send(staying)).code === 'KERNEL_UNAUTHENTICATED', { timeoutMs: 40_000, intervalMs: 1_000 });
    expect([staying.socket.connected, leaving.socket.connected]).toEqual([true, true]);
    const { body } = await server.http.post<{ jwt: string }>('/api/auth/refresh', { body: { refreshToken: user.refreshToken } });
    expect(await staying.ask('auth:refresh', { token: body.jwt })).toMatchObject({ ok: true });
    expect(await send(staying)).toMatchObject({ ok: true });
    await eventually(() => leaving.heard.some(({ name, payload }) => name === 'session:ended' && (payload as { code: string }).code === 'expired'), { timeoutMs: 40_000 });
    expect(staying.socket.connected).toBe(true);
    staying.close();
  }, 120_000);
});

describe('a server that stops', () => {
  it('sends its sockets elsewhere first, and they come back by themselves', async () => {
    const server = await startServer({ env: { DRAIN_TIMEOUT_SECONDS: '2' } });
    const user = await createUser(server);
    const socket = await connect(server.url, user);
    const reasons: string[] = [];
    socket.socket.on('disconnect', (reason) => void reasons.push(reason));
    await server.restart();
    expect(await socket.first<{ delayMs: number }>('server:drain')).toEqual({ delayMs: expect.any(Number) });
    await eventually(() => socket.socket.connected);
    expect(reasons).toEqual(['transport close']);
    socket.close();
  });

  it('takes nobody new while it does', async () => {
    const server = await startServer({ env: { DRAIN_DELAY_SECONDS: '3' } });
    const user = await createUser(server);
    server.signal('SIGTERM');
    await eventually(async () => (await server.http.get<unknown>('/health/ready')).status === 503);
    const answer = await server.http.get('/socket.io/?EIO=4&transport=polling');
    expect(answer.status).toBe(400);
    const late = openSocket(server.url, user.jwt, { options: { reconnection: false } });
    await new Promise((resolve) => late.socket.once('connect_error', resolve));
    late.close();
    expect(await server.exited()).toBe(0);
  });
});
