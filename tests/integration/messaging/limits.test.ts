import { createUser, eventually, startServer, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom, newClientId, upTo } from './support/rooms.ts';
import { connect, type Ack, type TestSocket } from './support/sockets.ts';

describe('one address', () => {
  let server: TestServer;
  let people: TestUser[];
  beforeAll(async () => {
    // A proxy of ours stands before it: whoever speaks to it says for whom.
    server = await startServer({ env: { REALTIME_EVENTS_PER_SECOND: '10', REALTIME_CONNECTIONS_PER_ADDRESS: '100', TRUST_PROXY: '1' } });
    people = await Promise.all(upTo(10).map(() => createUser(server)));
  });
  const roomId = `room_${'0'.repeat(26)}`;
  const from = (address: string) => (user: TestUser) => connect(server.url, user, { options: { reconnection: false, extraHeaders: { 'x-forwarded-for': address } } });
  /** As much as one connection may send at once. */
  const spend = (socket: TestSocket) => Promise.all(upTo(20).map(() => socket.ask('room:leave', { roomId }).catch((): Ack => ({ ok: false, code: 'cut' }))));

  it('may send as much as a part of its connections, however many people stand behind it', async () => {
    const sockets = await Promise.all(people.map(from('192.0.2.1')));
    const answers = (await Promise.all(sockets.map(spend))).flat();
    const passed = answers.filter(({ ok }) => ok).length;
    // Each person alone is within bounds: 200 events. Of the address the burst is 100, and 50 a second.
    expect(passed).toBeGreaterThanOrEqual(95);
    expect(passed).toBeLessThan(190);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'MESSAGING_FLOODING', details: { retryAfterSeconds: expect.any(Number) } });
    for (const socket of sockets) socket.close();
  });

  it('takes nothing from another, nor does a single connection that is refused from its neighbours', async () => {
    const [loud, quiet, far] = [await from('192.0.2.2')(people[0] as TestUser), await from('192.0.2.2')(people[1] as TestUser), await from('192.0.2.3')(people[2] as TestUser)];
    await Promise.all(upTo(60).map(() => loud.ask('room:leave', { roomId }).catch(() => undefined)));
    for (const socket of [quiet, far]) expect((await spend(socket)).every(({ ok }) => ok)).toBe(true);
    for (const socket of [loud, quiet, far]) socket.close();
  });
});

describe('one connection', () => {
  it('that sends nothing but long packets is read slowly, and neither cut nor in the way of others', async () => {
    const server = await startServer({ env: { REALTIME_EVENTS_PER_SECOND: '50' } });
    const [eve, ada, ben] = [await createUser(server), await createUser(server), await createUser(server)];
    const roomId = await createRoom(ada, [ben]);
    const [eves, adas, bens] = [await connect(server.url, eve, { options: { reconnection: false } }), await connect(server.url, ada), await connect(server.url, ben)];
    await bens.ask('room:join', { roomId });
    const waiting = () => (eves.socket.io.engine as unknown as { transport: { ws: { bufferedAmount: number } } }).transport.ws.bufferedAmount;
    const startedAt = Date.now();
    // Answers to what nobody asked: they are no events, and bring 18 MB.
    for (const n of upTo(300)) eves.socket.io.engine.send(`3/users,${n}["${'x'.repeat(60_000)}"]`);
    const { seq } = await adas.ask('message:send', { roomId, clientMessageId: newClientId(), text: 'still here' });
    await eventually(() => bens.events(roomId).some((event) => event.seq === seq));
    // A burst of one megabyte and what the network holds, some six more, goes at once; the rest at 400 KiB a second.
    expect(waiting()).toBeGreaterThan(8_000_000);
    await eventually(() => waiting() < 8_000_000, { timeoutMs: 40_000 });
    expect(Date.now() - startedAt).toBeGreaterThan(3_000);
    expect(eves.socket.connected).toBe(true);
    for (const socket of [eves, adas, bens]) socket.close();
  });
});
