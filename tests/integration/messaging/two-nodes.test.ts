import { Redis } from 'ioredis';
import { createUser, eventually, startRedis, startServer, type TestRedis, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom, logOf, newClientId, upTo } from './support/rooms.ts';
import { connect, seqsOf, type TestSocket } from './support/sockets.ts';

/** With this, whatever arrives within seconds did not come with the sweep. */
const NEVER_SWEEP = '60000';
const SOON = { timeoutMs: 5_000 };
const CHANNEL = 'mangrove:realtime';

describe('two servers on one database', () => {
  let redis: TestRedis;
  let here: TestServer;
  let there: TestServer;
  let ada: TestUser;
  let ben: TestUser;
  let roomId: string;
  let adas: TestSocket;
  let bens: TestSocket;

  const start = async (env: Record<string, string>) => {
    here = await startServer({ env });
    there = await startServer({ env, database: here.databaseUrl });
    [ada, ben] = [await createUser(here), await createUser(here)];
  };
  const say = (socket = adas) => socket.ask('message:send', { roomId, clientMessageId: newClientId(), text: 'x'.repeat(1_000) });
  const hasHeard = (socket: TestSocket, seq: unknown) => eventually(() => socket.events(roomId).some((event) => event.seq === seq) || undefined, SOON);
  const areTelling = () =>
    eventually(async () => {
      const { seq } = await say();
      await eventually(() => bens.events(roomId).some((event) => event.seq === seq), { timeoutMs: 500 });
      const { seq: back } = await say(bens);
      await eventually(() => adas.events(roomId).some((event) => event.seq === back), { timeoutMs: 500 });
      return true;
    }, { timeoutMs: 15_000 });
  const expectWholeLog = async () => {
    const log = (await logOf(here, roomId)).map(({ seq }) => seq).filter((seq) => seq > 1);
    for (const socket of [adas, bens]) {
      await hasHeard(socket, log.at(-1));
      expect(seqsOf(socket.events(roomId)).filter((seq) => seq > 1)).toEqual(log);
    }
  };
  const enterRoom = async () => {
    roomId = await createRoom(ada, [ben]);
    [adas, bens] = [await connect(here.url, ada), await connect(there.url, ben)];
    for (const socket of [adas, bens]) await socket.ask('room:join', { roomId });
  };
  const leaveRoom = () => [adas, bens].forEach((socket) => socket.close());

  describe('that tell each other through Redis', () => {
    beforeAll(async () => {
      redis = await startRedis();
      await start({ REDIS_URL: redis.url, REALTIME_SWEEP_MS: NEVER_SWEEP });
    });
    beforeEach(async () => {
      await enterRoom();
      await areTelling();
    });
    afterEach(leaveRoom);

    it('hand out what either commits at once, each event once and in the order of the log', async () => {
      const from = Number((await say()).seq);
      await hasHeard(bens, from);
      const sent = await Promise.all(upTo(100).flatMap(() => [say(adas), say(bens)]));
      const last = Math.max(...sent.map(({ seq }) => Number(seq)));
      for (const socket of [adas, bens]) {
        await hasHeard(socket, last);
        expect(seqsOf(socket.events(roomId)).filter((seq) => seq > from)).toEqual(upTo(200).map((n) => from + n));
      }
    });

    it('tell people of rooms that they have not opened, wherever they are', async () => {
      const newRoom = await createRoom(ada, [ben]);
      await eventually(() => bens.events(newRoom).some(({ type }) => type === 'room.created'), SOON);
      await ada.http.delete(`/api/rooms/${newRoom}/members/${ben.id}`);
      await eventually(() => bens.events(newRoom).some(({ type }) => type === 'member.removed'), SOON);
    });

    it('pass on that somebody types', async () => {
      await adas.ask('typing', { roomId });
      await eventually(() => bens.heard.find(({ name }) => name === 'typing')?.payload, SOON);
      expect(bens.heard.find(({ name }) => name === 'typing')?.payload).toEqual({ roomId, userId: ada.id, isTyping: true });
    });

    it('take whoever is removed out of the room on both', async () => {
      await ada.http.delete(`/api/rooms/${roomId}/members/${ben.id}`);
      await eventually(() => bens.events(roomId).at(-1)?.type === 'member.removed', SOON);
      const { seq } = await say();
      await hasHeard(adas, seq);
      // Typing comes the same way, later: what is not there now was never sent.
      const other = await createRoom(ada, [ben]);
      await eventually(() => bens.events(other).length > 0, SOON);
      expect(bens.events(roomId).at(-1)?.type).toBe('member.removed');
    });

    it('go on when Redis dies in the middle, and tell each other again when it is back', async () => {
      const sending = Promise.all(upTo(50).map(async (n) => {
        if (n === 10) await redis.kill();
        return say(n % 2 === 0 ? adas : bens);
      }));
      expect((await sending).every(({ ok }) => ok)).toBe(true);
      await redis.start();
      await areTelling();
      // What was told to nobody came with the next that was: it was missing behind it.
      await expectWholeLog();
    });

    it('go on when Redis hangs, without keeping what they cannot tell, and tell each other again when it answers', async () => {
      redis.pause();
      try {
        for (const _ of upTo(20)) {
          const startedAt = Date.now();
          expect(await say()).toMatchObject({ ok: true });
          expect(Date.now() - startedAt).toBeLessThan(1_500);
        }
        await eventually(() => here.logs().includes('Redis does not answer') && there.logs().includes('Redis does not answer'));
      } finally {
        redis.resume();
      }
      await areTelling();
      await expectWholeLog();
    });

    it('believe nothing of another form or of another telling of the logs', async () => {
      const heard = bens.heard.length;
      const { epoch } = bens.events(roomId)[0] ?? { epoch: '' };
      const typing = { roomId, userId: ada.id, isTyping: true };
    const hiddenFrom: string[] = [];
      const event = { roomId, epoch, seq: 1_000, type: 'message.created', actorId: ada.id, at: new Date().toISOString(), data: { messageId: `msg_${'0'.repeat(26)}`, clientMessageId: 'c', text: 'forged' } };
      const stranger = new Redis(redis.url);
      for (const text of [
        '', '{', 'null', '[]', '"x"', '{"from":1}', `{"from":"x","epoch":"${epoch}","news":{}}`, `{"from":"x","epoch":"${epoch}","news":[null,7,{"what":"shutdown"}]}`, '['.repeat(100_000),
        JSON.stringify({ from: 'x', epoch: 'ep_other', news: [{ what: 'typing', typing, hiddenFrom }, { what: 'event', event }] }),
        JSON.stringify({ from: 'x', epoch, news: [{ what: 'event', event: { ...event, seq: '1000' } }, { what: 'event', event: { ...event, type: 'nonsense' } }, { what: 'announced', personIds: ben.id, event }, { what: 'typing', typing: { ...typing, text: 'x' }, hiddenFrom }, { what: 'typing', typing }, { what: 'presence', personIds: 7 }] }),
        `{"from":"x","epoch":"${epoch}","news":[{"what":"typing","typing":{"roomId":"${roomId}","userId":"${ada.id}","isTyping":true,"__proto__":{"polluted":true}}}]}`,
      ]) await stranger.publish(CHANNEL, text);
      stranger.disconnect();
      const { seq } = await say();
      await hasHeard(bens, seq);
      expect(bens.heard.slice(heard).map(({ name, payload }) => [name, (payload as { seq?: number }).seq])).toEqual([['room:event', seq]]);
      expect(there.logs()).not.toMatch(/nobody handled|not caught/i);
    });

    it('stop while Redis is away', async () => {
      await redis.kill();
      const third = await startServer({ env: { REDIS_URL: redis.url }, database: here.databaseUrl });
      await third.stop();
      await redis.start();
    });
  });

  describe('whose Redis is dead', () => {
    beforeAll(async () => {
      redis = await startRedis();
      await redis.kill();
      await start({ REDIS_URL: redis.url });
    });
    beforeEach(enterRoom);
    afterEach(leaveRoom);

    it('hand out with the sweep what the other commits', async () => {
      const sent = await Promise.all(upTo(10).map(() => say()));
      const last = Math.max(...sent.map(({ seq }) => Number(seq)));
      await eventually(() => bens.events(roomId).some(({ seq }) => seq === last), { timeoutMs: 3_000 });
      expect(seqsOf(bens.events(roomId))).toEqual(upTo(10).map((n) => last - 10 + n));
    });

    it('take whoever is removed out of the room within two seconds', async () => {
      await ada.http.delete(`/api/rooms/${roomId}/members/${ben.id}`);
      await eventually(() => bens.events(roomId).at(-1)?.type === 'member.removed', { timeoutMs: 2_000 });
    });

    it('cut whoever signs out within two seconds', async () => {
      await ben.http.post('/api/auth/logout');
      await eventually(() => bens.heard.some(({ name }) => name === 'session:ended') && !bens.socket.connected, { timeoutMs: 2_000 });
    });
  });

  describe('without Redis', () => {
    beforeAll(() => start({}));
    beforeEach(enterRoom);
    afterEach(leaveRoom);

    it('hand out with the sweep what the other commits', async () => {
      const { seq } = await say();
      await eventually(() => bens.events(roomId).some((event) => event.seq === seq), { timeoutMs: 3_000 });
      const { seq: back } = await say(bens);
      await eventually(() => adas.events(roomId).some((event) => event.seq === back), { timeoutMs: 3_000 });
    });
  });
});
