import { createStaff, type TestStaff } from '../../access/people.ts';
import { createUser, eventually, startServer, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom, newClientId, upTo } from './support/rooms.ts';
import { connect, refusedBecause, type Ack, type TestSocket } from './support/sockets.ts';

/** What a hostile client does on /users, on both namespaces: the same dispatcher stands behind them. */
describe.each(['users', 'staff'] as const)('a hostile client on /%s', (namespace) => {
  let server: TestServer;
  let user: TestUser;
  let staff: TestStaff;
  let pid: number;
  let roomId: string;
  let bystander: TestSocket;
  let colleague: TestSocket;
  beforeAll(async () => {
    server = await startServer({ env: { REALTIME_EVENTS_PER_SECOND: '200', REALTIME_CONNECTIONS_PER_ADDRESS: '1000' } });
    [user, staff] = [await createUser(server), await createStaff(server, 'strapi-super-admin')];
    const ben = await createUser(server);
    roomId = await createRoom(user, [ben]);
    bystander = await connect(server.url, ben);
    await bystander.ask('room:join', { roomId });
    const other = await createStaff(server, 'mangrove-moderator');
    colleague = await connect(server.url, { jwt: other.token }, { namespace: '/staff' });
    pid = server.pid;
  });
  afterEach(async () => {
    expect(server.pid).toBe(pid);
    const { seq } = await bystander.ask('message:send', { roomId, clientMessageId: newClientId(), text: 'still here' });
    await eventually(() => bystander.events(roomId).some((event) => event.seq === seq));
    expect(colleague.socket.connected).toBe(true);
    expect(server.logs()).not.toMatch(/uncaught|not caught|nobody handled|A socket event failed/i);
  });

  const token = () => (namespace === 'users' ? user.jwt : staff.token);
  const enter = () => connect(server.url, { jwt: token() }, { namespace: `/${namespace}`, options: { reconnection: false } });
  const isCut = (socket: TestSocket) => eventually(() => !socket.socket.connected || undefined);
  /** Sends a packet as it stands, and waits for its acknowledgement. */
  const askRaw = (socket: TestSocket, data: string) =>
    new Promise<Ack>((resolve) => {
      (socket.socket as unknown as { acks: Record<number, (answer: Ack) => void> }).acks[7_000] = resolve;
      socket.socket.io.engine.send(`2/${namespace},7000${data}`);
    });

  it.each<[string, string]>([
    ['nothing', '["auth:refresh"]'],
    ['null', '["auth:refresh",null]'],
    ['a number', '["auth:refresh",7]'],
    ['a list', '["auth:refresh",[{"token":"x"}]]'],
    ['two objects', '["auth:refresh",{"token":"x"},{"token":"x"}]'],
    ['an object for a text', '["auth:refresh",{"token":{"length":1}}]'],
    ['more than is asked', '["auth:refresh",{"token":"x","admin":true}]'],
    ['a text that is too long', `["auth:refresh",{"token":"${'x'.repeat(50_000)}"}]`],
    ['what is nested thirty thousand times', `["auth:refresh",${'['.repeat(30_000)}${']'.repeat(30_000)}]`],
    ['a key that would change every object', '["auth:refresh",{"token":"x","__proto__":{"polluted":true}}]'],
    ['the constructor of every object', '["auth:refresh",{"token":"x","constructor":{"prototype":{"polluted":true}}}]'],
  ])('that sends %s is told what is wrong', async (_what, data) => {
    const socket = await enter();
    expect(await askRaw(socket, data)).toMatchObject({ ok: false, code: 'KERNEL_VALIDATION_FAILED', details: { errors: expect.any(Array) } });
    expect(socket.socket.connected).toBe(true);
    expect(await server.run(() => ({}) as { polluted?: boolean })).toEqual({});
    socket.close();
  });

  it.each(['error', 'connect', 'disconnect', '__proto__', 'constructor', 'session:ended', '', 'no:such:event'])('that calls an event "%s" is told that there is none, or cut', async (name) => {
    const socket = await enter();
    const answer = await Promise.race([askRaw(socket, `["${name}",{}]`), isCut(socket).then(() => 'cut' as const)]);
    // What is reserved the parser takes for a broken packet.
    if (answer === 'cut') expect(['connect', 'disconnect']).toContain(name);
    else expect(answer).toMatchObject({ ok: false, code: 'MESSAGING_EVENT_UNKNOWN' });
    socket.close();
  });

  it('that gives no acknowledgement function has nothing done, and is told so', async () => {
    const socket = await enter();
    socket.socket.emit('auth:refresh', { token: token() });
    socket.socket.emit('auth:refresh', { token: token() }, { ack: true });
    await eventually(() => socket.heard.filter(({ name }) => name === 'event:refused').length === 2);
    expect(socket.heard.map(({ payload }) => (payload as { code: string }).code)).toEqual(['MESSAGING_ACKNOWLEDGEMENT_MISSING', 'MESSAGING_ACKNOWLEDGEMENT_MISSING']);
    socket.close();
  });

  it('that enters the other namespace over the same connection, with a token that is right there, is cut', async () => {
    const socket = await enter();
    const [other, theirs] = namespace === 'users' ? ['staff', staff.token] : ['users', user.jwt];
    socket.socket.io.engine.send(`0/${other},${JSON.stringify({ token: theirs })}`);
    await isCut(socket);
  });

  it('with a token that nobody gave is not let in', async () => {
    const [head, body] = token().split('.');
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    for (const forged of [`${none}.${body}.`, `${head}.${body}.`, `${head}.${body}.${'x'.repeat(43)}`, `${token()}x`, '..', 'x'.repeat(4_000), '\0']) {
      expect(await refusedBecause(server.url, { token: forged, namespace: `/${namespace}` })).toMatchObject({ data: { code: 'KERNEL_UNAUTHENTICATED' } });
    }
  });

  it('that sends ten thousand events in a second is slowed, then cut, and told why', async () => {
    const socket = await enter();
    const codes = new Map<string, number>();
    for (const _ of upTo(10_000)) socket.socket.emit('auth:refresh', { token: 'x' }, (answer: Ack) => codes.set(String(answer.code), (codes.get(String(answer.code)) ?? 0) + 1));
    await isCut(socket);
    expect(codes.get('KERNEL_UNAUTHENTICATED') ?? 0).toBeLessThanOrEqual(200);
    expect(socket.heard.find(({ name }) => name === 'session:ended')?.payload).toEqual({ code: 'flooding' });
  });
});
