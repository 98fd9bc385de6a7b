import { createMessaging, MessagingClosed, MessagingRefused, type Messaging, type MessagingOptions, type RoomEvent, type RoomSnapshot } from '../../../plugins/messaging/client/src/index.ts';
import { createUser, eventually, startProxy, startServer, stopAfterwards, type Proxy, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom, logOf, newClientId, upTo } from './support/rooms.ts';
import { connect } from './support/sockets.ts';

const BACKOFF = { firstMs: 20, mostMs: 200 };

/** What an application would show of a room. */
interface View {
  events: RoomEvent[];
  resets: RoomSnapshot[];
  closed: string[];
}

describe('the client', () => {
  let server: TestServer;
  let cable: Proxy;
  let ada: TestUser;
  let ben: TestUser;
  const open = new Set<Messaging>();
  beforeAll(async () => {
    server = await startServer({ env: { REALTIME_EVENTS_PER_SECOND: '2000', REALTIME_CONNECTIONS_PER_ADDRESS: '10000' } });
    cable = await startProxy(server.url);
    [ada, ben] = [await createUser(server), await createUser(server)];
  });
  stopAfterwards(async () => open.forEach((messaging) => messaging.close()));

  const messagingOf = (user: Pick<TestUser, 'jwt'>, options: Partial<MessagingOptions> = {}): Messaging => {
    const messaging = createMessaging({ url: cable.url.replace(/\/$/, ''), token: () => Promise.resolve(user.jwt), backoff: BACKOFF, ...options });
    open.add(messaging);
    return messaging;
  };
  const watch = (messaging: Messaging, roomId: string, from?: { seq: number; epoch: string }): View => {
    const view: View = { events: [], resets: [], closed: [] };
    const onReset = (snapshot: RoomSnapshot) => {
      view.events = [];
      view.resets.push(snapshot);
    };
    messaging.openRoom(roomId, { onEvents: (events) => view.events.push(...events), onReset, onClosed: ({ code }) => view.closed.push(code) }, from);
    return view;
  };
  const seqsOf = ({ events }: View) => events.map(({ seq }) => seq);
  const textsOf = ({ events }: View) => events.flatMap((event) => (event.type === 'message.created' ? [event.data.text] : []));
  const isAt = (view: View, head: number, timeoutMs = 10_000) => eventually(() => view.events.at(-1)?.seq === head, { timeoutMs });

  it('tells a room from its first event on, and what is sent by it and by others', async () => {
    const roomId = await createRoom(ada, [ben]);
    const adas = messagingOf(ada);
    const view = watch(adas, roomId);
    const sent = await adas.send(roomId, 'Good morning');
    expect(sent).toEqual({ seq: 2, messageId: expect.stringMatching(/^msg_/) });
    await ben.http.post(`/api/rooms/${roomId}/messages`, { body: { clientMessageId: newClientId(), text: 'Good evening' } });
    await isAt(view, 3);
    expect([seqsOf(view), textsOf(view), view.resets]).toEqual([[1, 2, 3], ['Good morning', 'Good evening'], []]);
  });

  it('uploads a file, sends it, and shows it to others through a link', async () => {
    const roomId = await createRoom(ada, [ben]);
    const [adas, bens] = [messagingOf(ada), messagingOf(ben)];
    const view = watch(bens, roomId);
    const file = await adas.upload(roomId, 'note.md', new Blob(['# Good morning']));
    expect(file).toEqual({ id: expect.stringMatching(/^att_/), name: 'note.md', mediaType: 'text/plain', sizeBytes: 14 });
    await adas.send(roomId, '', { attachments: [file.id] });
    await isAt(view, 2);
    const [event] = view.events.slice(-1);
    const [shown] = event?.type === 'message.created' ? (event.data.attachments ?? []) : [];
    expect(shown).toEqual(file);
    const { url, expiresAt } = await bens.attachmentLink(shown?.id ?? '');
    expect(await (await fetch(url)).text()).toBe('# Good morning');
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
    await expect(adas.upload(roomId, 'page.html', new Blob(['<html>']))).rejects.toMatchObject({ name: 'MessagingRefused', code: 'MESSAGING_ATTACHMENT_TYPE' });
    await expect(bens.attachmentLink('att_nothing')).rejects.toThrow(MessagingRefused);
    const stopped = new AbortController();
    stopped.abort();
    await expect(adas.upload(roomId, 'a.txt', new Blob(['a']), stopped.signal)).rejects.toMatchObject({ name: 'MessagingUnanswered' });
  });

  it('loses, doubles and reorders nothing while its connection is cut again and again under its own and others’ messages', async () => {
    const roomIds = [await createRoom(ada, [ben]), await createRoom(ben, [ada])];
    const [adas, bens] = [messagingOf(ada), messagingOf(ben)];
    let losses = 0;
    const onConnection = (isOpen: boolean) => void (losses += isOpen ? 0 : 1);
    const watcher = messagingOf(ben, { onConnection });
    const views = new Map(roomIds.map((roomId) => [roomId, watch(watcher, roomId)]));
    const sent = new Map<string, { seq: number; text: string }[]>();
    let isCutting = true;
    const write = async (messaging: Messaging, name: string, roomId: string) => {
      const own: { seq: number; text: string }[] = [];
      sent.set(`${name} ${roomId}`, own);
      for (let n = 1; isCutting; n += 1) {
        // Three at once, so that their order is the outbox's and not this loop's.
        const texts = [`${name} ${n}a`, `${name} ${n}b`, `${name} ${n}c`];
        const answers = await Promise.all(texts.map((text) => messaging.send(roomId, text)));
        own.push(...answers.map(({ seq }, index) => ({ seq, text: texts[index] ?? '' })));
      }
    };
    const writing = roomIds.flatMap((roomId) => [write(adas, 'ada', roomId), write(bens, 'ben', roomId)]);
    // Each time when some more were acknowledged, so that every cut meets another moment of the exchange.
    for (const cut of upTo(25)) {
      const acknowledged = [...sent.values()].reduce((sum, { length }) => sum + length, 0);
      await eventually(() => watcher.isConnected && [...sent.values()].reduce((sum, { length }) => sum + length, 0) > acknowledged + (cut % 9), { intervalMs: 3 });
      await cable.cut();
      await eventually(() => !watcher.isConnected);
      await cable.restore();
    }
    isCutting = false;
    await Promise.all(writing);
    expect(losses).toBe(25);
    for (const [roomId, view] of views) {
      const log = await logOf(server, roomId);
      await isAt(view, log.length);
      expect(view.resets).toEqual([]);
      expect(seqsOf(view)).toEqual(upTo(log.length));
      expect(view.events.map((event) => (event.type === 'message.created' ? event.data.clientMessageId : null))).toEqual(log.map(({ data }) => data.clientMessageId ?? null));
      const ids = log.flatMap(({ data }) => data.clientMessageId ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      for (const name of ['ada', 'ben']) {
        const own = sent.get(`${name} ${roomId}`) ?? [];
        expect(own.length).toBeGreaterThan(0);
        expect(view.events.flatMap((event) => (event.type === 'message.created' && event.data.text?.startsWith(`${name} `) ? [{ seq: event.seq, text: event.data.text }] : []))).toEqual(own);
      }
    }
  });

  it('keeps what is said without a connection, and says it in order once there is one', async () => {
    const roomId = await createRoom(ada, [ben]);
    const adas = messagingOf(ada);
    await eventually(() => adas.isConnected);
    await cable.cut();
    await eventually(() => !adas.isConnected);
    const sending = ['one', 'two', 'three'].map((text) => adas.send(roomId, text));
    await cable.restore();
    expect((await Promise.all(sending)).map(({ seq }) => seq)).toEqual([2, 3, 4]);
  });

  it('leaves a connection that swallows what it is given', async () => {
    const roomId = await createRoom(ada, [ben]);
    const told: boolean[] = [];
    const adas = messagingOf(ada, { answerWithinMs: 300, onConnection: (isOpen) => told.push(isOpen) });
    const view = watch(adas, roomId);
    await isAt(view, 1);
    cable.swallow();
    expect(await adas.send(roomId, 'Is anybody there?')).toMatchObject({ seq: 2 });
    await isAt(view, 2);
    expect([told, seqsOf(view)]).toEqual([[true, false, true], [1, 2]]);
  });

  it('does not repeat what the server refuses, and goes on with the next', async () => {
    const roomId = await createRoom(ada, [ben]);
    const adas = messagingOf(ada);
    const [refused, taken] = await Promise.allSettled([adas.send(roomId, 'To what?', { replyTo: 'msg_00000000000000000000000000' }), adas.send(roomId, 'Fine')]);
    expect(refused).toMatchObject({ status: 'rejected', reason: { name: 'MessagingRefused', code: 'MESSAGING_REPLY_UNKNOWN' } });
    expect(taken).toMatchObject({ status: 'fulfilled', value: { seq: 2 } });
    await expect(adas.ask('room:read', { roomId: 'room_00000000000000000000000000', seq: 1 })).rejects.toBeInstanceOf(MessagingRefused);
  });

  it('finds its message under the id of an earlier run instead of saying it twice', async () => {
    const roomId = await createRoom(ada, [ben]);
    const first = await messagingOf(ada).send(roomId, 'Once', { clientMessageId: 'kept' });
    expect(await messagingOf(ada).send(roomId, 'Once', { clientMessageId: 'kept' })).toEqual(first);
    expect(await logOf(server, roomId)).toHaveLength(2);
  });

  it('begins anew where it was away for too long, and goes on where an earlier run ended', async () => {
    const roomId = await createRoom(ada, [ben], { title: 'Long' });
    const bens = messagingOf(ben);
    const view = watch(bens, roomId);
    await isAt(view, 1);
    await cable.cut();
    for (const _ of upTo(220)) await ada.http.post(`/api/rooms/${roomId}/messages`, { body: { clientMessageId: newClientId(), text: 'x' } });
    await cable.restore();
    await isAt(view, 221);
    expect([seqsOf(view), view.resets]).toEqual([upTo(221).slice(-50), [expect.objectContaining({ title: 'Long' })]]);
    const later = watch(messagingOf(ben), roomId, { seq: 219, epoch: view.events[0]?.epoch ?? '' });
    await isAt(later, 221);
    expect([seqsOf(later), later.resets]).toEqual([[220, 221], []]);
  });

  it('begins anew after the restoration of a backup', async () => {
    const roomId = await createRoom(ada, [ben]);
    const view = watch(messagingOf(ben), roomId);
    await isAt(view, 1);
    await server.db.query(`SELECT messaging_open_epoch('ep_restored', system_identifier, timeline, true) FROM message_log_epoch`);
    await eventually(() => view.resets.length === 1 && view.events[0]?.epoch === 'ep_restored');
    await messagingOf(ada).send(roomId, 'After');
    await isAt(view, 2);
    expect([seqsOf(view), view.resets.length]).toEqual([[1, 2], 1]);
  });

  it('closes a room that it may not see, and hears of one that somebody brings it into', async () => {
    const unopened: RoomEvent[] = [];
    const eve = await createUser(server);
    const eves = messagingOf(eve, { onUnopened: (event) => unopened.push(event) });
    const foreign = watch(eves, await createRoom(ada, [ben]));
    await eventually(() => foreign.closed.length > 0);
    expect(foreign).toEqual({ events: [], resets: [], closed: ['KERNEL_NOT_FOUND'] });
    const roomId = await createRoom(ada, [eve]);
    await eventually(() => unopened.some((event) => event.roomId === roomId && event.type === 'room.created'));
  });

  it('watches who is there, also after its connection was lost', async () => {
    const [cleo, dan] = [await createUser(server), await createUser(server)];
    await createRoom(cleo, [dan]);
    const told: string[] = [];
    const cleos = messagingOf(cleo, { onPresence: ({ userId, state }) => told.push(`${userId === dan.id ? 'dan' : userId} ${state}`) });
    cleos.watch([dan.id]);
    await eventually(() => told.length === 1);
    const dans = await connect(server.url, dan);
    await eventually(() => told.length === 2);
    await cable.cut();
    await eventually(() => !cleos.isConnected);
    dans.close();
    await cable.restore();
    await eventually(() => told.length === 3);
    cleos.watch([]);
    await connect(server.url, dan);
    expect(await cleos.ask('presence:subscribe', { userIds: [dan.id] })).toMatchObject({ presence: { [dan.id]: 'online' } });
    expect(told).toEqual(['dan offline', 'dan online', 'dan offline']);
  });

  it('replaces its token before it ends', async () => {
    const hasty = await startServer({ database: server.databaseUrl, env: { ACCESS_TOKEN_SECONDS: '33' } });
    const user = await createUser(hasty);
    const connections: boolean[] = [];
    let asked = 0;
    const token = async () => {
      asked += 1;
      const { body } = await hasty.http.post<{ jwt: string }>('/api/auth/local', { body: { identifier: user.email, password: user.password } });
      return body.jwt;
    };
    const messaging = messagingOf(user, { url: hasty.url, token, onConnection: (isOpen) => connections.push(isOpen) });
    await eventually(() => asked === 2);
    expect([connections, await messaging.ask('typing', { roomId: await createRoom(user, [ben]) })]).toEqual([[true], { ok: true }]);
  });

  it('ends with the sign-in, for good, and says why', async () => {
    const user = await createUser(server);
    const roomId = await createRoom(user, [ben]);
    const ended: string[] = [];
    const messaging = messagingOf(user, { onEnded: (code) => ended.push(code) });
    await messaging.send(roomId, 'Still here');
    await user.http.post('/api/auth/logout', { body: {} });
    await eventually(() => ended.length > 0);
    expect(ended).toEqual(['signed_out']);
    await expect(messaging.send(roomId, 'Nobody hears this')).rejects.toBeInstanceOf(MessagingClosed);
  });

  it('goes on trying while nobody lets it in, and says why not', async () => {
    const reasons: string[] = [];
    const user = { jwt: 'not-a-token' };
    const messaging = messagingOf(user, { onFailedAttempt: (why) => reasons.push(why instanceof MessagingRefused ? why.code : why.message) });
    await eventually(() => reasons.length >= 2);
    expect(new Set(reasons)).toEqual(new Set(['KERNEL_UNAUTHENTICATED']));
    user.jwt = ada.jwt;
    await eventually(() => messaging.isConnected);
  });

  it('gives up what waits when it is closed', async () => {
    const roomId = await createRoom(ada, [ben]);
    const adas = messagingOf(ada, { url: 'http://127.0.0.1:9' });
    const sending = adas.send(roomId, 'Never');
    adas.close();
    await expect(sending).rejects.toBeInstanceOf(MessagingClosed);
  });

  it('survives a server that stops and starts again, and loses nothing by it', async () => {
    const roomId = await createRoom(ada, [ben]);
    const adas = messagingOf(ada);
    const view = watch(messagingOf(ben), roomId);
    await isAt(view, 1);
    const plain = await connect(server.url, ada);
    const drained = plain.first<{ delayMs: number }>('server:drain');
    const texts = upTo(40).map(String);
    const sending = (async () => {
      for (const text of texts) await adas.send(roomId, text);
    })();
    await server.restart();
    expect(await drained).toEqual({ delayMs: expect.any(Number) });
    await sending;
    await isAt(view, 41, 20_000);
    expect([textsOf(view), view.resets]).toEqual([texts, []]);
  });
});
