import { createUser, startServer, type TestServer, type TestUser } from '../../../support/index.ts';
import { createRoom, logOf } from '../support/rooms.ts';
import { connect } from '../support/sockets.ts';
import { auditOf, reported, send, sent, staffDesk, type Desk } from './office.ts';

const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as { error?: { code: string } }).error?.code];

describe('a group in slow mode', () => {
  let server: TestServer;
  let ada: TestUser;
  let ben: TestUser;
  let roomId: string;
  let staff: Desk;
  beforeAll(async () => {
    server = await startServer();
    staff = await staffDesk(server);
  });
  beforeEach(async () => {
    [ada, ben] = [await createUser(server), await createUser(server)];
    roomId = await createRoom(ada, [ben]);
  });
  afterEach(() => server.run((_strapi, _args, { kernel }) => kernel.clock.reset()));

  const set = (who: TestUser, seconds: number) => who.http.put<{ data: { seq: number | null } }>(`/api/rooms/${roomId}/slow-mode`, { body: { seconds } });
  const pass = (seconds: number) => server.run((_strapi, time, { kernel }) => kernel.clock.advanceSeconds(time), seconds);

  it('has each member wait between two messages, but its owner', async () => {
    const socket = await connect(server.url, ben);
    await socket.ask('room:join', { roomId });
    expect((await set(ada, 30)).body.data).toEqual({ seq: 2 });
    expect(await socket.first('room:event')).toMatchObject({ type: 'room.changed', actorId: ada.id, data: { slowModeSeconds: 30 } });
    expect((await send(ben, roomId)).status).toBe(201);
    const refused = await send(ben, roomId);
    expect(codeOf(refused)).toEqual([429, 'MESSAGING_SLOW_MODE']);
    const wait = refused.body.error?.details.retryAfterSeconds as number;
    expect(wait).toBeGreaterThanOrEqual(28);
    expect(wait).toBeLessThanOrEqual(30);
    expect(refused.headers.get('retry-after')).toBe(String(wait));
    for (let i = 0; i < 3; i += 1) expect((await send(ada, roomId)).status).toBe(201);
    await pass(31);
    expect((await send(ben, roomId)).status).toBe(201);
    socket.close();
  });

  it('lets one through of many that come in one moment; a repeat is answered as it was, and what was refused counts for nothing', async () => {
    await set(ada, 30);
    const socket = await connect(server.url, ben);
    const write = (clientMessageId: string, body: object = {}) => socket.ask('message:send', { roomId, clientMessageId, text: 'Hello', ...body });
    const answers = await Promise.all([write('a', { replyTo: `msg_${'0'.repeat(26)}` }), write('b'), write('c'), write('c'), write('b'), write('d')]);
    expect(answers.map(({ code, seq }) => code ?? seq)).toEqual(['MESSAGING_REPLY_UNKNOWN', 3, 'MESSAGING_SLOW_MODE', 'MESSAGING_SLOW_MODE', 3, 'MESSAGING_SLOW_MODE']);
    expect((await logOf(server, roomId)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(await write('b')).toEqual(answers[1]);
    socket.close();
  });

  it('is seen by whoever opens it, and ends with 0', async () => {
    await set(ada, 30);
    expect((await ben.http.get<{ data: object }>(`/api/rooms/${roomId}`)).body.data).toMatchObject({ slowModeSeconds: 30 });
    const socket = await connect(server.url, ben);
    expect(await socket.ask('room:sync', { rooms: { [roomId]: 900 } })).toMatchObject({ rooms: { [roomId]: { limited: true, snapshot: { slowModeSeconds: 30 } } } });
    expect([(await set(ada, 30)).body.data, (await set(ada, 0)).body.data]).toEqual([{ seq: null }, { seq: 3 }]);
    for (let i = 0; i < 3; i += 1) expect((await send(ben, roomId)).status).toBe(201);
    expect((await auditOf(server, roomId)).map(({ action, data }) => [action, data])).toEqual([['room.slow_mode_set', { seconds: 30 }], ['room.slow_mode_set', { seconds: 0 }]]);
    socket.close();
  });

  it('is made so by its owner and by moderators who are concerned, and by nobody else', async () => {
    const [moderator, stranger] = [await createUser(server, { role: 'moderator' }), await createUser(server)];
    expect(codeOf(await set(ben, 10))).toEqual([403, 'MESSAGING_NOT_ALLOWED_IN_ROOM']);
    for (const who of [stranger, moderator]) expect(codeOf(await set(who, 10))).toEqual([404, 'KERNEL_NOT_FOUND']);
    await reported(ada, await sent(ben, roomId));
    expect((await set(moderator, 10)).status).toBe(200);
    expect((await staff.put<{ data: object }>(`/rooms/${roomId}/slow-mode`, { seconds: 20 })).body.data).toEqual({ seq: 4 });
    expect(codeOf(await set(ada, 21_601))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
  });

  it('is no direct room', async () => {
    const direct = await createRoom(ada, [ben], { kind: 'direct' });
    expect(codeOf(await ada.http.put(`/api/rooms/${direct}/slow-mode`, { body: { seconds: 10 } }))).toEqual([409, 'MESSAGING_DIRECT_ROOM_FIXED']);
  });
});
