import { Redis } from 'ioredis';
import { createUser, eventually, startRedis, startServer, type TestRedis, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom } from './support/rooms.ts';
import { connect, type TestSocket } from './support/sockets.ts';

const SOON = { timeoutMs: 3_000 };
/** Five seconds, and what a busy machine needs. */
const AWAY = { timeoutMs: 9_000 };

interface Change {
  userId: string;
  state: string;
  at: string;
}

const open: TestSocket[] = [];
const enter = async ({ url }: TestServer, user: TestUser) => {
  const socket = await connect(url, user);
  open.push(socket);
  return socket;
};
const watch = async (socket: TestSocket, ...people: { id: string }[]) => (await socket.ask('presence:subscribe', { userIds: people.map(({ id }) => id) })).presence;
const changesOf = (socket: TestSocket, { id }: { id: string }) =>
  socket.heard.filter(({ name }) => name === 'presence').map(({ payload }) => payload as Change).filter(({ userId }) => userId === id).map(({ state }) => state);
const hears = (socket: TestSocket, person: { id: string }, changes: string[], patience = SOON) =>
  eventually(() => JSON.stringify(changesOf(socket, person)) === JSON.stringify(changes) || undefined, patience);
/** Until everything that was under way about presence has been told: somebody else's coming is told behind it. */
const settle = async (server: TestServer, watcher: TestUser) => {
  const [another, socket] = [await createUser(server), await enter(server, watcher)];
  await createRoom(watcher, [another]);
  expect(await watch(socket, another)).toEqual({ [another.id]: 'offline' });
  await enter(server, another);
  await hears(socket, another, ['online']);
};

afterEach(() => open.splice(0).forEach((socket) => socket.close()));

describe('who is there', () => {
  let server: TestServer;
  let ada: TestUser;
  let ben: TestUser;
  let adas: TestSocket;
  beforeAll(async () => {
    server = await startServer();
  });
  beforeEach(async () => {
    [ada, ben] = [await createUser(server), await createUser(server)];
    adas = await enter(server, ada);
  });

  it('is told to who watches: coming at once, going after five seconds without any device', async () => {
    await createRoom(ada, [ben]);
    expect(await watch(adas, ben)).toEqual({ [ben.id]: 'offline' });
    const [phone, laptop] = [await enter(server, ben), await enter(server, ben)];
    await hears(adas, ben, ['online']);
    expect((adas.heard.find(({ name }) => name === 'presence')?.payload as Change).at).toMatch(/^\d{4}-.*Z$/);
    expect(await watch(adas, ben)).toEqual({ [ben.id]: 'online' });
    phone.close();
    await settle(server, ada);
    expect(changesOf(adas, ben)).toEqual(['online']);
    const leftAt = Date.now();
    laptop.close();
    await hears(adas, ben, ['online', 'offline'], AWAY);
    expect(Date.now() - leftAt).toBeGreaterThan(4_900);
  });

  it('does not change for who comes back at once', async () => {
    await createRoom(ada, [ben]);
    const bens = await enter(server, ben);
    expect(await watch(adas, ben)).toEqual({ [ben.id]: 'online' });
    bens.close();
    await eventually(() => !bens.socket.connected);
    await enter(server, ben);
    const third = await createUser(server);
    await createRoom(ada, [third]);
    const theirs = await enter(server, third);
    await watch(adas, ben, third);
    theirs.close();
    // Whoever left after Ben is told of; Ben is not.
    await hears(adas, third, ['offline'], AWAY);
    expect(changesOf(adas, ben)).toEqual([]);
  });

  it('is the same over REST', async () => {
    await createRoom(ada, [ben]);
    await enter(server, ben);
    const stranger = await createUser(server);
    await enter(server, stranger);
    const { status, body } = await ada.http.get<{ data: object }>(`/api/presence?userIds=${ben.id},${stranger.id},${ben.id}`);
    expect([status, body.data]).toEqual([200, { presence: { [ben.id]: 'online', [stranger.id]: 'offline' } }]);
    for (const ids of ['', 'usr_', `${ben.id},`, Array.from({ length: 101 }, () => ben.id).join(',')]) expect((await ada.http.get<unknown>(`/api/presence?userIds=${ids}`)).status).toBe(400);
  });

  it('is told to nobody who shares no room with them, exactly as of who does not exist', async () => {
    await enter(server, ben);
    const nobody = { id: 'usr_00000000000000000000000000' };
    expect(await watch(adas, ben, nobody)).toEqual({ [ben.id]: 'offline', [nobody.id]: 'offline' });
    await enter(server, ben);
    await settle(server, ada);
    expect([changesOf(adas, ben), changesOf(adas, nobody)]).toEqual([[], []]);
  });

  it('begins and ends with the last common room', async () => {
    const bens = await enter(server, ben);
    await watch(adas, ben);
    await watch(bens, ada);
    const roomId = await createRoom(ada, [await createUser(server)]);
    await adas.ask('member:add', { roomId, userIds: [ben.id] });
    await hears(adas, ben, ['online']);
    await hears(bens, ada, ['online']);
    await adas.ask('member:remove', { roomId, userId: ben.id });
    await hears(adas, ben, ['online', 'offline']);
    await hears(bens, ada, ['online', 'offline']);
  });

  it('never crosses a block, whoever of the two blocks, and comes back when it is taken back', async () => {
    await createRoom(ada, [ben]);
    const bens = await enter(server, ben);
    await watch(adas, ben);
    await watch(bens, ada);
    await ada.http.put(`/api/blocks/${ben.id}`, {});
    await hears(adas, ben, ['offline']);
    await hears(bens, ada, ['offline']);
    expect(await watch(await enter(server, ben), ada)).toEqual({ [ada.id]: 'offline' });
    await ada.http.delete(`/api/blocks/${ben.id}`);
    await hears(adas, ben, ['offline', 'online']);
    await hears(bens, ada, ['offline', 'online']);
  });

  it('is told of those alone who were asked for last', async () => {
    const cleo = await createUser(server);
    await createRoom(ada, [ben, cleo]);
    await watch(adas, ben);
    await watch(adas, cleo);
    await enter(server, ben);
    await enter(server, cleo);
    await hears(adas, cleo, ['online']);
    expect(changesOf(adas, ben)).toEqual([]);
    expect(await watch(adas)).toEqual({});
  });
});

describe('who is there, over two servers', () => {
  let redis: TestRedis;
  let here: TestServer;
  let there: TestServer;
  let ada: TestUser;
  let ben: TestUser;
  let adas: TestSocket;
  beforeAll(async () => {
    redis = await startRedis();
    here = await startServer({ env: { REDIS_URL: redis.url } });
    there = await startServer({ env: { REDIS_URL: redis.url }, database: here.databaseUrl });
    for (const server of [here, there]) await eventually(() => server.logs().includes('through Redis'));
  });
  beforeEach(async () => {
    [ada, ben] = [await createUser(here), await createUser(here)];
    await createRoom(ada, [ben]);
    adas = await enter(here, ada);
    await watch(adas, ben);
  });

  it('is that of one server where Redis keeps nothing, and the log says so', async () => {
    const operator = new Redis(redis.url);
    await operator.config('SET', 'maxmemory', '1');
    const far = await enter(there, ben);
    await eventually(() => there.logs().includes('Redis does not keep who is online'));
    const cleo = await createUser(here);
    await createRoom(ada, [cleo]);
    expect(await watch(adas, ben, cleo)).toEqual({ [ben.id]: 'offline', [cleo.id]: 'offline' });
    await enter(here, cleo);
    await hears(adas, cleo, ['online']);
    await operator.config('SET', 'maxmemory', '0');
    operator.disconnect();
    // It is said again within ten seconds, and looked at within ten more.
    await hears(adas, ben, ['online'], { timeoutMs: 25_000 });
    far.close();
  });

  it('is one: a device on either will do', async () => {
    const far = await enter(there, ben);
    await hears(adas, ben, ['online']);
    const near = await enter(here, ben);
    far.close();
    await settle(there, ada);
    near.close();
    await hears(adas, ben, ['online', 'offline'], { timeoutMs: 15_000 });
  });

  it('ends with a block on the other server', async () => {
    const far = await enter(there, ben);
    await hears(adas, ben, ['online']);
    await there.http.with({ token: ben.jwt }).put(`/api/blocks/${ada.id}`, {});
    await hears(adas, ben, ['online', 'offline']);
    far.close();
  });

  it('stays when Redis dies and comes back empty, and changes again afterwards', async () => {
    const far = await enter(there, ben);
    await hears(adas, ben, ['online']);
    await redis.kill();
    // Those of one's own server need no Redis.
    const cleo = await createUser(here);
    await createRoom(ada, [cleo]);
    const second = await enter(here, ada);
    await watch(second, cleo);
    await enter(here, cleo);
    await hears(second, cleo, ['online']);
    await redis.start();
    for (const server of [here, there]) await eventually(() => server.logs().lastIndexOf('through Redis') > server.logs().lastIndexOf('does not answer'));
    far.close();
    await hears(adas, ben, ['online', 'offline'], { timeoutMs: 15_000 });
  });

  it('leaves nobody there whose server died without a word', async () => {
    const third = await startServer({ env: { REDIS_URL: redis.url }, database: here.databaseUrl });
    await enter(third, ben);
    await hears(adas, ben, ['online']);
    await third.kill();
    // Eight seconds until its pulse ends, two until that is seen, two until it is believed; and what a busy machine needs.
    await hears(adas, ben, ['online', 'offline'], { timeoutMs: 20_000 });
  });
});
