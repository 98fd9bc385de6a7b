import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { readFileSync } from 'node:fs';
import { createUser, eventually, startServer, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom, logOf, newClientId, upTo } from './support/rooms.ts';
import { connect, refusedBecause, type Ack, type TestSocket } from './support/sockets.ts';

/** Whatever comes in, the process stays, its memory stays bounded, and everybody else is served. */
describe('a hostile client', () => {
  let server: TestServer;
  let ada: TestUser;
  let ben: TestUser;
  let eve: TestUser;
  let pid: number;
  let roomId: string;
  let bystander: TestSocket;
  beforeAll(async () => {
    server = await startServer({ env: { REALTIME_EVENTS_PER_SECOND: '200', REALTIME_CONNECTIONS_PER_ADDRESS: '1000', CORS_ORIGINS: 'https://app.example.com', PUBLIC_URL: 'https://api.example.com' } });
    [ada, ben, eve] = [await createUser(server), await createUser(server), await createUser(server)];
    roomId = await createRoom(ada, [ben]);
    bystander = await connect(server.url, ben);
    await bystander.ask('room:join', { roomId });
    pid = server.pid;
  });
  afterEach(async () => {
    expect(server.pid).toBe(pid);
    expect((await server.http.get<unknown>('/health/ready')).status).toBe(200);
    // The one who minds their own business has noticed nothing.
    const sent = await bystander.ask('message:send', { roomId, clientMessageId: newClientId(), text: 'still here' });
    expect(sent).toMatchObject({ ok: true });
    await eventually(() => bystander.events(roomId).some(({ seq }) => seq === sent.seq));
    expect(server.logs()).not.toMatch(/uncaught|not caught|nobody handled|A socket event failed/i);
  });

  const residentMegabytes = () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1_024;
  const isCut = (socket: TestSocket) => eventually(() => !socket.socket.connected || undefined);
  const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown;

  it.each<[string, string, () => unknown[]]>([
    ['nothing', 'room:join', () => []],
    ['null', 'room:join', () => [null]],
    ['a number', 'room:join', () => [7]],
    ['a text', 'room:join', () => ['room_00000000000000000000000000']],
    ['a list', 'room:join', () => [[{ roomId }]]],
    ['two objects', 'room:join', () => [{ roomId }, { roomId }]],
    ['a number for an id', 'room:join', () => [{ roomId: 1 }]],
    ['SQL for an id', 'room:join', () => [{ roomId: `room_' OR 1=1 --${'0'.repeat(13)}` }]],
    ['an object for a text', 'message:send', () => [{ roomId, clientMessageId: 'c', text: { toString: 'x', length: 1 } }]],
    ['more than is asked', 'message:send', () => [{ roomId, clientMessageId: 'c', text: 'x', sender: ben.id }]],
    ['what is nested a thousand times', 'message:send', () => [{ roomId, clientMessageId: 'c', text: nested(1_000) }]],
    ['bytes', 'message:send', () => [{ roomId, clientMessageId: 'c', text: Buffer.from('x') }]],
    ['a place that is no number', 'room:read', () => [{ roomId, seq: 'NaN' }]],
    ['a place beyond all numbers', 'room:read', () => [{ roomId, seq: 1e300 }]],
    ['a place before the first', 'room:sync', () => [{ rooms: { [roomId]: -1 } }]],
    ['a thousand rooms', 'room:sync', () => [{ rooms: Object.fromEntries(upTo(1_000).map((n) => [`room_${String(n).padStart(26, '0')}`, 0])) }]],
  ])('that sends %s with %s is told what is wrong', async (_what, event, payload) => {
    const adas = await connect(server.url, ada);
    const before = (await logOf(server, roomId)).length;
    expect(await adas.ask(event, ...payload())).toMatchObject({ ok: false, code: 'KERNEL_VALIDATION_FAILED', message: expect.any(String), details: { errors: expect.any(Array) } });
    expect(adas.socket.connected).toBe(true);
    expect(await logOf(server, roomId)).toHaveLength(before);
    adas.close();
  });

  it.each(['error', 'disconnecting', 'newListener', 'removeListener', '__proto__', 'constructor', 'toString', 'room:event', 'session:ended', 'message', 'long'])('that calls an event "%s" is told that there is none', async (name) => {
    const event = name === 'long' ? 'x'.repeat(5_000) : name;
    const adas = await connect(server.url, ada);
    // The client itself refuses reserved names, so they are written past it.
    const ack = new Promise<Ack>((resolve) => {
      const internals = adas.socket as unknown as { ids: number; acks: Record<number, (answer: Ack) => void>; packet(packet: object): void };
      internals.acks[9_000] = resolve;
      internals.packet({ type: 2, id: 9_000, data: [event, { roomId }], options: {} });
    });
    const reserved = event === 'disconnecting' || event === 'newListener' || event === 'removeListener';
    // Those the parser itself takes for a broken packet: the connection is cut.
    const answer = await Promise.race([ack, isCut(adas).then(() => 'cut' as const)]);
    if (reserved) expect(['cut', 'MESSAGING_EVENT_UNKNOWN']).toContain(answer === 'cut' ? answer : answer.code);
    else expect(answer).toMatchObject({ ok: false, code: 'MESSAGING_EVENT_UNKNOWN' });
    adas.close();
  });

  it('that calls an event by a number is told that there is none', async () => {
    const adas = await connect(server.url, ada);
    const ack = new Promise<Ack>((resolve) => {
      const internals = adas.socket as unknown as { acks: Record<number, (answer: Ack) => void>; packet(packet: object): void };
      internals.acks[9_000] = resolve;
      internals.packet({ type: 2, id: 9_000, data: [17, {}], options: {} });
    });
    expect(await ack).toMatchObject({ ok: false, code: 'MESSAGING_EVENT_UNKNOWN' });
    adas.close();
  });

  it('that gives no acknowledgement function has nothing done, and is told so', async () => {
    const adas = await connect(server.url, ada);
    const before = (await logOf(server, roomId)).length;
    adas.socket.emit('message:send', { roomId, clientMessageId: 'silent', text: 'x' });
    adas.socket.emit('nonsense');
    adas.socket.emit('message:send', { roomId, clientMessageId: 'silent', text: 'x' }, { ack: true });
    await eventually(() => adas.heard.filter(({ name }) => name === 'event:refused').length === 3);
    expect(adas.heard.map(({ payload }) => (payload as { code: string }).code)).toEqual(['MESSAGING_ACKNOWLEDGEMENT_MISSING', 'MESSAGING_EVENT_UNKNOWN', 'MESSAGING_ACKNOWLEDGEMENT_MISSING']);
    expect(await logOf(server, roomId)).toHaveLength(before);
    adas.close();
  });

  it('that sends keys which would change every object changes none', async () => {
    const adas = await connect(server.url, ada);
    for (const text of ['{"roomId":"ROOM","__proto__":{"polluted":true}}', '{"roomId":"ROOM","constructor":{"prototype":{"polluted":true}}}']) {
      expect(await adas.ask('room:join', JSON.parse(text.replace('ROOM', roomId)))).toMatchObject({ ok: false, code: 'KERNEL_VALIDATION_FAILED' });
    }
    await adas.ask('room:sync', { rooms: JSON.parse('{"__proto__":{"polluted":1}}') });
    expect(await server.run(() => ({}) as { polluted?: boolean })).toEqual({});
    expect(await refusedBecause(server.url, { auth: JSON.parse(`{"token":"${ada.jwt}","__proto__":{"polluted":true}}`) as object })).toMatchObject({ data: { code: 'KERNEL_UNAUTHENTICATED' } });
    adas.close();
  });

  it('that answers what nobody asked, or sends broken packets, is at most cut', async () => {
    for (const packet of ['3/users,0["never asked"]', '2/users,', '2/users,{"a":1}', '9', '2/users,["room:join",', '51-/users,["room:join",{"_placeholder":true,"num":9}]', 'x'.repeat(1_000), '0/users,{"token":1}']) {
      const adas = await connect(server.url, ada, { options: { reconnection: false } });
      adas.socket.io.engine.send(packet);
      const alive = adas.socket.timeout(1_000).emitWithAck('room:join', { roomId }).then(() => true, () => false);
      await Promise.race([alive, isCut(adas)]);
      adas.close();
    }
  });

  it('that enters the namespace a hundred times on one connection is cut', async () => {
    const adas = await connect(server.url, ada, { options: { reconnection: false } });
    for (const _ of upTo(100)) adas.socket.io.engine.send(`0/users,${JSON.stringify({ token: ada.jwt })}`);
    await isCut(adas);
  });

  it('that sends a megabyte in one packet is cut', async () => {
    const adas = await connect(server.url, ada, { options: { reconnection: false } });
    adas.socket.emit('message:send', { roomId, clientMessageId: 'big', text: 'x'.repeat(1_000_000) }, () => undefined);
    await isCut(adas);
  });

  it('that sends ten thousand events in a second is slowed, then cut, and told why', async () => {
    const before = residentMegabytes();
    const eves = await connect(server.url, eve, { options: { reconnection: false } });
    const codes = new Map<string, number>();
    for (const n of upTo(10_000)) eves.socket.emit('message:send', { roomId, clientMessageId: `flood-${n}`, text: 'x' }, (answer: Ack) => codes.set(String(answer.code), (codes.get(String(answer.code)) ?? 0) + 1));
    await isCut(eves);
    expect(codes.get('MESSAGING_FLOODING') ?? 0).toBeGreaterThan(0);
    expect(codes.get('KERNEL_NOT_FOUND') ?? 0).toBeLessThanOrEqual(1_000);
    expect(eves.heard.find(({ name }) => name === 'session:ended')?.payload).toEqual({ code: 'flooding' });
    expect(residentMegabytes() - before).toBeLessThan(100);
  });

  it('that floods over many connections is limited as one person', async () => {
    const sockets = await Promise.all(upTo(6).map(() => connect(server.url, eve, { options: { reconnection: false } })));
    const answers = await Promise.all(sockets.flatMap((socket) => upTo(250).map(() => socket.socket.timeout(5_000).emitWithAck('room:leave', { roomId }).catch(() => ({ code: 'cut' })) as Promise<Ack>)));
    expect(answers.filter(({ ok }) => ok).length).toBeLessThan(1_300);
    expect(answers.some(({ code }) => code === 'MESSAGING_FLOODING' || code === 'cut')).toBe(true);
    for (const socket of sockets) socket.close();
  });

  it('that does not read what it is sent is cut before it fills the memory', async () => {
    const before = residentMegabytes();
    const slow = await connect(server.url, ben, { options: { reconnection: false } });
    await slow.ask('room:join', { roomId });
    // The client's own TCP socket stops reading: what is sent to it piles up at the server.
    const tcp = (slow.socket.io.engine as unknown as { transport: { ws: { _socket: { pause(): void; destroyed: boolean; resume(): void } } } }).transport.ws._socket;
    tcp.pause();
    const text = 'x'.repeat(8_000);
    const adas = await connect(server.url, ada);
    const isCutAtServer = () => server.logs().includes('its reader does not keep up');
    for (let n = 0; n < 3_000 && !isCutAtServer(); n += 20) {
      await Promise.all(upTo(20).map((m) => ada.http.post(`/api/rooms/${roomId}/messages`, { body: { clientMessageId: `slow-${n}-${m}`, text } })));
    }
    await eventually(isCutAtServer);
    tcp.resume();
    expect(residentMegabytes() - before).toBeLessThan(100);
    slow.close();
    adas.close();
  }, 120_000);

  describe('at the door', () => {
    const upgrade = async (path: string, headers: Record<string, string> = {}, url = server.url) => {
      const { hostname, port } = new URL(url);
      const tcp = connectTcp(Number(port), hostname);
      await once(tcp, 'connect');
      const lines = { Host: `${hostname}:${port}`, Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'x3JJHMbDL1EzLkh9GBhXDw==', ...headers };
      tcp.write(`GET ${path} HTTP/1.1\r\n${Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
      const [chunk] = (await once(tcp, 'data')) as [Buffer];
      tcp.destroy();
      const text = chunk.toString('latin1');
      return [Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]), /"code":"([A-Z_]+)"/.exec(text)?.[1]];
    };
    const PATH = '/socket.io/?EIO=4&transport=websocket';

    it.each<[string, string, Record<string, string>, number, string | undefined]>([
      ['without an origin is let in, being no browser', PATH, {}, 101, undefined],
      ['from a page of the server itself is let in', PATH, { Origin: 'SELF' }, 101, undefined],
      ['from a page that is listed is let in', PATH, { Origin: 'https://app.example.com' }, 101, undefined],
      ['from a page under the server’s public name is let in', PATH, { Origin: 'https://api.example.com' }, 101, undefined],
      ['from another page is refused', PATH, { Origin: 'https://evil.example' }, 403, 'MESSAGING_ORIGIN_REFUSED'],
      ['from a page whose name begins alike is refused', PATH, { Origin: 'https://app.example.com.evil.example' }, 403, 'MESSAGING_ORIGIN_REFUSED'],
      ['from a page without a name is refused', PATH, { Origin: 'null' }, 403, 'MESSAGING_ORIGIN_REFUSED'],
      ['into another’s session is refused', `${PATH}&sid=abc`, {}, 400, 'MESSAGING_WEBSOCKET_ONLY'],
      ['with another transport is refused', '/socket.io/?EIO=4&transport=polling', {}, 400, 'MESSAGING_WEBSOCKET_ONLY'],
      ['at another address is refused', '/elsewhere', {}, 404, 'KERNEL_NOT_FOUND'],
      ['at an address that cannot be taken apart is at most refused', '/socket.io/?%', {}, 400, 'MESSAGING_WEBSOCKET_ONLY'],
    ])('%s', async (_what, path, headers, status, code) => {
      const own = headers.Origin === 'SELF' ? { Origin: server.url } : headers;
      expect(await upgrade(path, own)).toEqual([status, code]);
    });

    it('with long polling is told what to do', async () => {
      for (const method of ['GET', 'POST']) {
        const answer = await server.http.request(method, '/socket.io/?EIO=4&transport=polling', method === 'POST' ? { body: '40', headers: { 'content-type': 'text/plain' } } : {});
        expect([answer.status, answer.body.error.code]).toEqual([400, 'MESSAGING_WEBSOCKET_ONLY']);
        expect(answer.body.error.message).toContain('transports: ["websocket"]');
      }
    });

    it('with a token that was used by a session that ended is not let in', async () => {
      const other = await createUser(server);
      await other.http.post('/api/auth/logout');
      expect(await refusedBecause(server.url, { token: other.jwt })).toMatchObject({ data: { code: 'KERNEL_UNAUTHENTICATED' } });
    });

    it('that enters nothing is closed soon', async () => {
      const { hostname, port } = new URL(server.url);
      const tcp = connectTcp(Number(port), hostname);
      tcp.on('error', () => tcp.destroy());
      tcp.write(`GET ${PATH} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==\r\n\r\n`);
      tcp.resume();
      const startedAt = Date.now();
      await once(tcp, 'close');
      expect(Date.now() - startedAt).toBeLessThan(8_000);
    });

    it('with more connections than one address may have is refused until one of them closes', async () => {
      const small = await startServer({ env: { REALTIME_CONNECTIONS_PER_ADDRESS: '10' } });
      const user = await createUser(small);
      const sockets = await Promise.all(upTo(10).map(() => connect(small.url, user)));
      const enter = async () => (await upgrade(PATH, {}, small.url))[0] === 101;
      // Longer than it takes to be let through again after too many attempts.
      await expect(eventually(enter, { timeoutMs: 1_500 })).rejects.toThrow('Not within');
      expect(await upgrade(PATH, {}, small.url)).toEqual([429, 'MESSAGING_TOO_MANY_CONNECTIONS']);
      sockets[0]?.close();
      await eventually(enter);
      for (const socket of sockets) socket.close();
    });
  });
});
