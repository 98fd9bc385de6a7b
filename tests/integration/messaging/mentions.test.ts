import { createUser, startServer, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom, logOf, newClientId } from './support/rooms.ts';
import { connect, type TestSocket } from './support/sockets.ts';

interface Mentioned {
  roomId: string;
  messageId: string;
  userIds: string[];
}

describe('a message that mentions people', () => {
  let server: TestServer;
  let ada: TestUser;
  let ben: TestUser;
  let cy: TestUser;
  let roomId: string;
  let adas: TestSocket;
  beforeAll(async () => {
    server = await startServer();
  });
  beforeEach(async () => {
    [ada, ben, cy] = [await createUser(server), await createUser(server), await createUser(server)];
    roomId = await createRoom(ada, [ben, cy]);
    adas = await connect(server.url, ada);
    await adas.ask('room:join', { roomId });
  });
  afterEach(() => adas.close());

  const send = (mentions: string[], body: object = {}) => adas.ask('message:send', { roomId, clientMessageId: newClientId(), text: 'Look here', mentions, ...body });
  const edit = (messageId: string, body: object) => adas.ask('message:edit', { messageId, ...body });
  /** What readers of events are told of this room's mentions. */
  const told = async (): Promise<Mentioned[]> => {
    const { rows } = await server.db.query<{ payload: Mentioned }>(`SELECT payload FROM domain_events WHERE type = 'message.mentioned' AND aggregate_id = $1 ORDER BY seq`, [roomId]);
    return rows.map(({ payload }) => payload);
  };
  const replayed = async () => (await ben.http.get<{ data: { type: string; data: Record<string, unknown> }[] }>(`/api/rooms/${roomId}/events?since=1`)).body.data.map(({ type, data }) => [type, data.mentions]);

  it('names them in the log, live and in replays, and tells them by an event that has the declared shape', async () => {
    const answer = await send([cy.id, ben.id, cy.id]);
    const messageId = String(answer.messageId);
    expect(adas.events(roomId).map(({ seq, data }) => [seq, data.mentions, data.text])).toEqual([[2, [cy.id, ben.id], 'Look here']]);
    expect(await replayed()).toEqual([['message.created', [cy.id, ben.id]]]);
    expect(await told()).toEqual([{ roomId, messageId, userIds: [cy.id, ben.id] }]);
    const { rows } = await server.db.query<Record<string, unknown>>(`SELECT * FROM domain_events WHERE type = 'message.mentioned' AND aggregate_id = $1`, [roomId]);
    expect(rows[0]).toMatchObject({ id: expect.stringMatching(/^evt_[0-9a-z]{26}$/) as string, aggregate_type: 'room', actor: `user:${ada.id}`, request_id: expect.stringMatching(/^req_/) as string });
    const fits = await server.run((_strapi, payload, { kernel }) => kernel.eventCatalogue().find(([type]) => type === 'message.mentioned')?.[1].payload.safeParse(payload).success, rows[0]?.payload);
    expect(fits).toBe(true);
  });

  it('over REST does the same, and sent again it tells nobody again', async () => {
    const body = { clientMessageId: 'once', text: 'Look', mentions: [ben.id] };
    const [first, again] = [await ada.http.post<{ data: object }>(`/api/rooms/${roomId}/messages`, { body }), await ada.http.post<{ data: object }>(`/api/rooms/${roomId}/messages`, { body })];
    expect([first.status, again.status, again.body.data]).toEqual([201, 200, first.body.data]);
    expect(await told()).toHaveLength(1);
  });

  it('is refused where one is no member, and nothing is stored', async () => {
    const stranger = await createUser(server);
    for (const mentions of [[stranger.id], [ben.id, `usr_${'0'.repeat(26)}`]]) expect(await send(mentions)).toMatchObject({ ok: false, code: 'MESSAGING_MENTION_UNKNOWN' });
    expect(await send(Array.from({ length: 51 }, (_, index) => `usr_${String(index).padStart(26, '0')}`))).toMatchObject({ ok: false, code: 'KERNEL_VALIDATION_FAILED' });
    expect([await logOf(server, roomId), await told()]).toEqual([[expect.objectContaining({ seq: 1 })], []]);
  });

  it('mentions nobody across a block, whichever way it goes, and says so to nobody', async () => {
    await ben.http.put(`/api/blocks/${ada.id}`, {});
    await ada.http.put(`/api/blocks/${cy.id}`, {});
    expect(await send([ben.id, cy.id])).toMatchObject({ ok: true, seq: 2 });
    expect([adas.events(roomId).map(({ data }) => 'mentions' in data), await replayed(), await told()]).toEqual([[false], [['message.created', undefined]], []]);
  });

  it('may mention its author, whom nobody has to tell', async () => {
    expect(await send([ada.id])).toMatchObject({ ok: true });
    expect([await replayed(), await told()]).toEqual([[['message.created', [ada.id]]], []]);
  });

  it('sent beside others in one moment, tells its own people alone', async () => {
    const answers = await Promise.all([send([ben.id]), send([]), send([cy.id]), send([`usr_${'0'.repeat(26)}`]), adas.ask('message:send', { roomId, clientMessageId: newClientId(), text: 'x' })]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, false, true]);
    expect((await told()).map(({ messageId, userIds }) => [messageId, userIds]).toSorted()).toEqual([[answers[0]?.messageId, [ben.id]], [answers[2]?.messageId, [cy.id]]].toSorted());
  });

  describe('and is edited', () => {
    it('tells those whom it mentions for the first time, and nobody twice', async () => {
      const messageId = String((await send([ben.id])).messageId);
      for (const mentions of [[ben.id, cy.id], [], [ben.id, cy.id]]) expect(await edit(messageId, { text: 'Look here', mentions })).toMatchObject({ ok: true });
      expect((await told()).map(({ userIds }) => userIds)).toEqual([[ben.id], [cy.id]]);
      expect((await replayed()).map(([, mentions]) => mentions)).toEqual([[ben.id], [ben.id, cy.id], undefined, [ben.id, cy.id]]);
    });

    it('mentions whom it did, where the edit says nothing of it; also who has left since', async () => {
      const messageId = String((await send([ben.id])).messageId);
      await ada.http.delete(`/api/rooms/${roomId}/members/${ben.id}`);
      expect(await edit(messageId, { text: 'Look there' })).toMatchObject({ ok: true });
      expect(adas.events(roomId).at(-1)).toMatchObject({ type: 'message.edited', data: { text: 'Look there', mentions: [ben.id], version: 2 } });
      expect(await edit(messageId, { text: 'Look up', mentions: [ben.id] })).toMatchObject({ ok: true });
      expect(await send([ben.id])).toMatchObject({ ok: false, code: 'MESSAGING_MENTION_UNKNOWN' });
    });

    it('changes nothing where it says and mentions what it did, and nobody who is no member', async () => {
      const first = await send([ben.id, cy.id]);
      const messageId = String(first.messageId);
      expect(await edit(messageId, { text: 'Look here', mentions: [cy.id, ben.id] })).toEqual({ ok: true, seq: first.seq });
      expect(await edit(messageId, { text: 'Look', mentions: [`usr_${'0'.repeat(26)}`] })).toMatchObject({ ok: false, code: 'MESSAGING_MENTION_UNKNOWN' });
      expect(await logOf(server, roomId)).toHaveLength(2);
    });
  });

  it('mentions nobody once it is deleted', async () => {
    const messageId = String((await send([ben.id])).messageId);
    await adas.ask('message:delete', { messageId });
    expect(await replayed()).toEqual([['message.created', undefined], ['message.deleted', undefined]]);
    expect((await server.db.query('SELECT 1 FROM message_mentions WHERE message_id = $1', [messageId])).rows).toEqual([]);
  });
});
