import { createUser, eventually, startServer, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom, logOf, newClientId, upTo } from './support/rooms.ts';
import { connect, type TestSocket } from './support/sockets.ts';

const NOBODY = 'usr_00000000000000000000000000';

describe('whoever blocks somebody', () => {
  let server: TestServer;
  let ada: TestUser;
  let ben: TestUser;
  let adas: TestSocket;
  let bens: TestSocket;
  beforeAll(async () => {
    server = await startServer();
  });
  beforeEach(async () => {
    [ada, ben] = [await createUser(server), await createUser(server)];
    [adas, bens] = [await connect(server.url, ada), await connect(server.url, ben)];
  });
  afterEach(() => [adas, bens].forEach((each) => each.close()));

  const block = (who: TestUser, { id }: { id: string }) => who.http.put(`/api/blocks/${id}`, {});
  const unblock = (who: TestUser, { id }: { id: string }) => who.http.delete(`/api/blocks/${id}`);
  const send = (from: TestSocket, roomId: string, body: object = {}) => from.ask('message:send', { roomId, clientMessageId: newClientId(), text: 'Hello', ...body });
  const meet = (from: TestSocket, kind: string, ...people: { id: string }[]) => from.ask('room:create', { kind, memberIds: people.map(({ id }) => id) });

  it('has no direct room with them, whoever of the two asks, and neither learns why', async () => {
    expect((await block(ada, ben)).status).toBe(204);
    const refusals = [await meet(adas, 'direct', ben), await meet(bens, 'direct', ada), await meet(bens, 'group', ada), await meet(bens, 'direct', { id: NOBODY })];
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
    expect(refusals[0]).toMatchObject({ ok: false, code: 'MESSAGING_MEMBER_UNKNOWN' });
  });

  it('is not brought into a group by them', async () => {
    const roomId = await createRoom(ben, [await createUser(server)]);
    await block(ada, ben);
    expect(await bens.ask('member:add', { roomId, userIds: [ada.id] })).toMatchObject({ ok: false, code: 'MESSAGING_MEMBER_UNKNOWN' });
  });

  it('hears no word of them in the direct room that there is, nor they of them, until the block is taken back', async () => {
    const roomId = await createRoom(ada, [ben], { kind: 'direct' });
    const early = await send(bens, roomId, { clientMessageId: 'early' });
    const messageId = String(early.messageId);
    await block(ada, ben);
    for (const each of [adas, bens]) expect(await send(each, roomId)).toMatchObject({ ok: false, code: 'MESSAGING_ROOM_SILENT' });
    for (const [event, payload] of [['message:edit', { messageId, text: 'Listen!' }], ['message:react', { messageId, emoji: '👍' }], ['message:pin', { messageId }]] as const) {
      expect([event, (await bens.ask(event, payload)).code]).toEqual([event, 'MESSAGING_ROOM_SILENT']);
    }
    expect(await adas.ask('room:read', { roomId, seq: 2 })).toMatchObject({ ok: true, unread: 0 });
    expect(await logOf(server, roomId)).toHaveLength(2);
    expect(await send(bens, roomId, { clientMessageId: 'early' })).toEqual(early);
    await unblock(ada, ben);
    expect(await send(bens, roomId)).toMatchObject({ ok: true, seq: 3 });
  });

  it('does not see them type', async () => {
    const cleo = await createUser(server);
    const cleos = await connect(server.url, cleo);
    const [direct, group] = [await createRoom(ada, [ben], { kind: 'direct' }), await createRoom(ada, [ben, cleo])];
    for (const roomId of [direct, group]) for (const each of [adas, bens]) await each.ask('room:join', { roomId });
    await cleos.ask('room:join', { roomId: group });
    await block(ada, ben);
    for (const roomId of [direct, group]) expect(await bens.ask('typing', { roomId })).toEqual({ ok: true });
    expect(await adas.ask('typing', { roomId: group })).toEqual({ ok: true });
    expect(await cleos.ask('typing', { roomId: group })).toEqual({ ok: true });
    const typistsSeenBy = (socket: TestSocket) => socket.heard.filter(({ name }) => name === 'typing').map(({ payload }) => (payload as { userId: string }).userId);
    await eventually(() => [adas, bens, cleos].every((each) => typistsSeenBy(each).includes(cleo.id)));
    // One's own other devices are told as well.
    expect([adas, bens, cleos].map(typistsSeenBy)).toEqual([[ada.id, cleo.id], [ben.id, cleo.id], [ben.id, ada.id, cleo.id]]);
    cleos.close();
  });

  it('looks to them exactly like one whose account is gone', async () => {
    const [cy, cys] = await createUser(server).then(async (user) => [user, await createRoom(ben, [user], { kind: 'direct' })] as const);
    const adasRoom = await createRoom(ben, [ada], { kind: 'direct' });
    await block(ada, ben);
    await server.db.query('UPDATE up_users SET blocked = true WHERE document_id = $1', [cy.id]);
    expect(await send(bens, adasRoom)).toEqual(await send(bens, cys));
    expect(await meet(bens, 'direct', ada)).toEqual(await meet(bens, 'direct', cy));
  });

  it('still shares groups with them', async () => {
    const roomId = await createRoom(ada, [ben]);
    await block(ada, ben);
    expect(await send(bens, roomId)).toMatchObject({ ok: true });
  });

  it('keeps a list of their own, by cursor', async () => {
    const people = await Promise.all(upTo(3).map(() => createUser(server)));
    for (const person of [...people, ...people]) expect((await block(ada, person)).status).toBe(204);
    const list = async (who: TestUser, query = '') => (await who.http.get<{ data: { userId: string }[]; meta: { nextCursor: string | null } }>(`/api/blocks${query}`)).body;
    expect((await list(ada)).data.map(({ userId }) => userId)).toEqual(people.map(({ id }) => id).toSorted());
    const first = await list(ada, '?limit=2');
    const second = await list(ada, `?limit=2&cursor=${first.meta.nextCursor}`);
    expect([...first.data, ...second.data]).toEqual((await list(ada)).data);
    expect(second.meta.nextCursor).toBeNull();
    expect((await list(ben)).data).toEqual([]);
    for (const person of [people[0] ?? ada, people[0] ?? ada]) expect((await unblock(ada, person)).status).toBe(204);
    expect((await list(ada)).data).toHaveLength(2);
  });

  it('blocks neither themselves nor nobody', async () => {
    const codes = [await block(ada, ada), await block(ada, { id: NOBODY }), await block(ada, { id: '17' })].map(({ status, body }) => [status, body.error.code]);
    expect(codes).toEqual([[422, 'MESSAGING_CANNOT_BLOCK_ONESELF'], [404, 'KERNEL_NOT_FOUND'], [400, 'KERNEL_VALIDATION_FAILED']]);
  });
});
