import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createUser, eventually, startProxy, startServer, type Proxy, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom, logOf, newClientId, upTo } from './support/rooms.ts';
import { connect, seqsOf, type Ack, type RoomEventOut, type TestSocket } from './support/sockets.ts';

const run = promisify(execFile);

interface Sync {
  epoch: string;
  head: number;
  limited: boolean;
  events: RoomEventOut[];
  snapshot?: object;
}

/** A connection that is cut like a cable, between a server and a plain client that keeps to the rule. */
describe('a connection that is cut', () => {
  let server: TestServer;
  let cable: Proxy;
  let ada: TestUser;
  let ben: TestUser;
  beforeAll(async () => {
    server = await startServer();
    cable = await startProxy(server.url);
    [ada, ben] = [await createUser(server), await createUser(server)];
  });

  const url = () => cable.url.replace(/\/$/, '');
  const sync = async (socket: TestSocket, rooms: Record<string, number>, epochs?: Record<string, string>) => {
    const answer = await socket.ask('room:sync', epochs ? { rooms, epochs } : { rooms });
    return answer.rooms as Record<string, Sync>;
  };
  const post = (roomId: string, text = 'Hello') => ada.http.post<unknown>(`/api/rooms/${roomId}/messages`, { body: { clientMessageId: newClientId(), text } });
  /** Cuts the cable, does something meanwhile, and waits until the client is back. */
  const whileCut = async (socket: TestSocket, work: () => Promise<unknown>) => {
    await cable.cut();
    await eventually(() => !socket.socket.connected);
    await work();
    await cable.restore();
    await eventually(() => socket.socket.connected);
  };

  it('misses nothing: what was sent meanwhile comes with the sync, what is sent afterwards by itself', async () => {
    const roomId = await createRoom(ada, [ben]);
    const bens = await connect(url(), ben);
    await bens.ask('room:join', { roomId });
    await post(roomId);
    await eventually(() => bens.events(roomId).some(({ seq }) => seq === 2));
    await whileCut(bens, async () => {
      for (const _ of upTo(3)) await post(roomId);
    });
    const missed = (await sync(bens, { [roomId]: 2 }))[roomId];
    expect([missed?.limited, seqsOf(missed?.events ?? [])]).toEqual([false, [3, 4, 5]]);
    await post(roomId);
    await eventually(() => bens.events(roomId).some(({ seq }) => seq === 6));
    expect(seqsOf(bens.events(roomId)).filter((seq) => seq > 1)).toEqual([2, 6]);
    bens.close();
  });

  it('between sending and acknowledgement: the repeat finds what the first one stored', async () => {
    const roomId = await createRoom(ada, [ben]);
    const adas = await connect(url(), ada);
    const message = { roomId, clientMessageId: 'unsure', text: 'Was I heard?' };
    // The row is held, so that the message cannot be stored, let alone acknowledged, before the cut.
    const client = await server.db.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM rooms WHERE public_id = $1 FOR UPDATE', [roomId]);
    const first = adas.ask('message:send', message).then(
      () => 'acknowledged',
      () => 'unknown',
    );
    await eventually(async () => (await server.db.query(`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%messaging_send%'`)).rowCount === 1);
    await whileCut(adas, async () => {
      await client.query('COMMIT');
      client.release();
      await eventually(async () => (await logOf(server, roomId)).length === 2);
    });
    expect(await first).toBe('unknown');
    const second = await adas.ask('message:send', message);
    expect(second).toMatchObject({ ok: true, seq: 2 });
    expect(await logOf(server, roomId)).toHaveLength(2);
    adas.close();
  });

  it('for too long begins anew, with what the room is like and the last fifty events', async () => {
    const roomId = await createRoom(ada, [ben], { title: 'Long' });
    const bens = await connect(url(), ben);
    const lines = upTo(300).map((n) => ({ line: n, room: roomId, sender: ada.id, id: `msg_${roomId.slice(-20)}${String(n).padStart(6, '0')}`, client_message_id: `n-${n}`, text: `Message ${n}`, reply_to: null }));
    await whileCut(bens, () => server.db.query('SELECT * FROM messaging_send($1, now())', [JSON.stringify(lines)]));
    const answer = (await sync(bens, { [roomId]: 1 }))[roomId];
    expect([answer?.head, answer?.limited, seqsOf(answer?.events ?? [])]).toEqual([301, true, upTo(301).slice(-50)]);
    expect(answer?.snapshot).toMatchObject({ kind: 'group', title: 'Long' });
    bens.close();
  });

  it('comes back to a restored backup and begins anew', async () => {
    const roomId = await createRoom(ada, [ben]);
    const bens = await connect(url(), ben);
    const { epoch } = await bens.ask('room:join', { roomId });
    const next = await server.run((strapi, _args, { load }) => load<typeof import('#messaging')>('#messaging').openEpoch(strapi, true));
    expect(next).not.toBe(epoch);
    const answer = (await sync(bens, { [roomId]: 1 }, { [roomId]: String(epoch) }))[roomId];
    expect(answer).toMatchObject({ epoch: next, limited: true, head: 1 });
    await post(roomId);
    expect(await eventually(() => bens.events(roomId).find(({ seq }) => seq === 2))).toMatchObject({ epoch: next });
    bens.close();
  });

  it('and an operator who begins a new epoch sends everybody back to sync', async () => {
    const roomId = await createRoom(ada, [ben]);
    const bens = await connect(server.url, ben);
    await bens.ask('room:join', { roomId });
    let cuts = 0;
    bens.socket.on('disconnect', () => (cuts += 1));
    const { stdout } = await run(process.execPath, ['dist/plugins/messaging/server/src/epoch-cli.js'], { env: { ...process.env, DATABASE_URL: server.databaseUrl } });
    const next = /ep_[0-9a-z]{26}/.exec(stdout)?.[0];
    await eventually(() => cuts === 1 && bens.socket.connected);
    expect((await sync(bens, { [roomId]: 1 }))[roomId]?.epoch).toBe(next);
    bens.close();
  });

  it('has no moment in which it is subscribed too late: join under a writer, and every event is either below the head or heard', async () => {
    const roomId = await createRoom(ada, [ben]);
    const adas = await connect(server.url, ada);
    let isWriting = true;
    let written = 0;
    const writing = (async () => {
      while (isWriting) {
        await Promise.all(upTo(5).map(() => adas.ask('message:send', { roomId, clientMessageId: newClientId(), text: 'x' })));
        written += 5;
      }
    })();
    const joiners = await Promise.all(upTo(8).map(() => connect(server.url, ben)));
    const joined: { socket: TestSocket; head: number }[] = [];
    for (const socket of joiners) {
      const before = written;
      await eventually(() => written > before);
      // Leaving and coming back as well: the last one out and the first one in share the feed's beginning.
      for (const _ of upTo(5)) {
        await socket.ask('room:join', { roomId });
        await socket.ask('room:leave', { roomId });
      }
      socket.heard.length = 0;
      // Twice at the same moment: the second must not be answered before the first has begun to follow.
      const answers = await Promise.all([socket.ask('room:join', { roomId }), socket.ask('room:join', { roomId })]);
      joined.push({ socket, head: Math.min(...answers.map(({ seq }) => Number(seq))) });
    }
    isWriting = false;
    await writing;
    const last = 1 + written;
    for (const { socket, head } of joined) {
      if (head < last) await eventually(() => socket.events(roomId).some(({ seq }) => seq === last));
      expect(seqsOf(socket.events(roomId)).filter((seq) => seq > head)).toEqual(upTo(last).slice(head));
      socket.close();
    }
    expect(written).toBeGreaterThanOrEqual(8 * 5);
    adas.close();
  });

  it('again and again ends with exactly the log, on both sides', async () => {
    const roomId = await createRoom(ada, [ben]);
    const applied = new Map<TestUser, RoomEventOut[]>([[ada, []], [ben, []]]);
    const sockets = await Promise.all([ada, ben].map(async (user) => ({ user, socket: await connect(url(), user) })));
    for (const { user, socket } of sockets) {
      const own = applied.get(user) ?? [];
      const apply = (event: RoomEventOut) => {
        if (event.roomId === roomId && event.seq === own.length + 1) own.push(event);
      };
      const catchUp = async () => {
        const answer = (await sync(socket, { [roomId]: own.length }))[roomId];
        for (const event of answer?.events ?? []) apply(event);
      };
      socket.socket.on('room:event', apply);
      socket.socket.on('connect', () => void catchUp().catch(() => undefined));
      await catchUp();
    }
    const isSent = new Set<string>();
    const sendUntilAcknowledged = async (socket: TestSocket, clientMessageId: string) => {
      for (;;) {
        const answer = await socket.socket.timeout(2_000).emitWithAck('message:send', { roomId, clientMessageId, text: clientMessageId }).catch(() => undefined) as Ack | undefined;
        if (answer?.ok === true) return void isSent.add(clientMessageId);
        await eventually(() => socket.socket.connected);
      }
    };
    const writing = Promise.all(sockets.map(async ({ socket, user }) => {
      for (const n of upTo(60)) await sendUntilAcknowledged(socket, `${user.username}-${n}`);
    }));
    for (const _ of upTo(4)) {
      const before = isSent.size;
      await eventually(() => isSent.size >= Math.min(before + 10, 120));
      await cable.cut();
      await cable.restore();
    }
    await writing;
    const log = await logOf(server, roomId);
    expect(log.map(({ seq }) => seq)).toEqual(upTo(121));
    expect(new Set(log.slice(1).map(({ data }) => data.clientMessageId))).toEqual(isSent);
    for (const { user, socket } of sockets) {
      await eventually(async () => {
        const own = applied.get(user) ?? [];
        if (own.length < 121) for (const event of (await sync(socket, { [roomId]: own.length }))[roomId]?.events ?? []) if (event.seq === own.length + 1) own.push(event);
        return own.length === 121;
      });
      expect(applied.get(user)?.map(({ seq, data }) => [seq, data.clientMessageId])).toEqual(log.map(({ seq, data }) => [seq, data.clientMessageId]));
      socket.close();
    }
  });
});
