import { createUser, startServer, type TestServer } from '../../../support/index.ts';
import { createRoom, logOf } from '../support/rooms.ts';
import { connect } from '../support/sockets.ts';
import { apiDesk, auditOf, eventsAbout, inAnHour, report, reported, send, sent, setScene, staffDesk, untilTrue, type Desk, type Page, type ReportOut, type Said, type SanctionOut } from './office.ts';

const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as { error?: { code: string } }).error?.code];

describe('a report', () => {
  let server: TestServer;
  let desk: Desk;
  let staff: Desk;
  beforeAll(async () => {
    server = await startServer();
    [desk, staff] = [await apiDesk(server), await staffDesk(server)];
  });

  const read = async (id: string, by = desk) => (await by.get<{ data: ReportOut }>(`/reports/${id}`)).body.data;
  const resolve = (id: string, body: object, by = desk): Promise<Said<ReportOut>> => by.post(`/reports/${id}/resolution`, body);

  it('is made by a member of the room, once: a repeat finds the first', async () => {
    const { ada, messageId, roomId } = await setScene(server);
    const first = await report(ada, messageId, { reason: 'fraud', comment: 'Third time today' });
    const again = await report(ada, messageId, { reason: 'other' });
    expect([first.status, again.status, again.body.data]).toEqual([201, 200, first.body.data]);
    const { reportId } = first.body.data;
    expect(await eventsAbout(server, messageId)).toEqual([{ type: 'message.reported', payload: { reportId, messageId, roomId, reason: 'fraud' } }]);
  });

  it('made twice at once is one', async () => {
    const { ada, messageId } = await setScene(server);
    const answers = await Promise.all(Array.from({ length: 6 }, () => report(ada, messageId)));
    expect(new Set(answers.map(({ body }) => body.data.reportId)).size).toBe(1);
    expect(await eventsAbout(server, messageId)).toHaveLength(1);
    const { rows } = await server.db.query(`SELECT 1 FROM data_keys k WHERE k.subject LIKE 'report:%' AND NOT EXISTS (SELECT 1 FROM message_reports p WHERE k.subject = 'report:' || p.id)`);
    expect(rows).toEqual([]);
  });

  it('is not made by a stranger, of one’s own message, or of one that says nothing any more', async () => {
    const { ada, ben, messageId } = await setScene(server);
    const stranger = await createUser(server);
    expect(codeOf(await report(stranger, messageId))).toEqual([404, 'KERNEL_NOT_FOUND']);
    expect(codeOf(await report(ben, messageId))).toEqual([422, 'MESSAGING_CANNOT_REPORT_ONESELF']);
    await ben.http.delete(`/api/messages/${messageId}`);
    expect(codeOf(await report(ada, messageId))).toEqual([409, 'MESSAGING_MESSAGE_DELETED']);
  });

  it('shows a moderator who is no member what the message said, among a few others, and each look is recorded', async () => {
    const { ada, ben, roomId, messageId } = await setScene(server, 'Buy my cards');
    for (let i = 1; i <= 7; i += 1) await sent(ada, roomId, `after ${i}`);
    const id = await reported(ada, messageId);
    await ben.http.patch(`/api/messages/${messageId}`, { body: { text: 'Good morning' } });
    for (const by of [desk, staff]) {
      const file = await read(id, by);
      expect(file).toMatchObject({ messageId, roomId, authorId: ben.id, reporterId: ada.id, reports: 1, outcome: null, evidence: { text: 'Buy my cards', version: 1 } });
      expect(file.context?.map(({ text }) => text)).toEqual(['Good morning', 'after 1', 'after 2', 'after 3', 'after 4', 'after 5']);
    }
    expect(await auditOf(server, id)).toEqual([
      { action: 'report.read', actor: `user:${desk.id}`, data: { messageId, roomId } },
      { action: 'report.read', actor: `staff:${staff.id}`, data: { messageId, roomId } },
    ]);
    const { rows } = await server.db.query<{ evidence: Buffer }>('SELECT evidence FROM message_reports WHERE id = $1', [id]);
    expect(rows[0]?.evidence.includes('cards')).toBe(false);
  });

  it('stands in a queue, the oldest first, by cursor and by what it is about, without the text', async () => {
    const { ada, ben, roomId, messageId } = await setScene(server);
    const others = [await sent(ben, roomId, 'second'), await sent(ben, roomId, 'third')];
    const ids: string[] = [];
    for (const [index, message] of [messageId, ...others].entries()) ids.push((await report(ada, message, { reason: index === 1 ? 'abuse' : 'spam' })).body.data.reportId);
    const list = async (query: string) => (await desk.get<Page<ReportOut>>(`/reports?authorId=${ben.id}&${query}`)).body;
    const first = await list('limit=2');
    const second = await list(`limit=2&cursor=${first.meta.nextCursor}`);
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids);
    expect([second.meta.nextCursor, JSON.stringify(first).includes('Buy my')]).toEqual([null, false]);
    expect((await list('reason=abuse')).data.map(({ id }) => id)).toEqual([ids[1]]);
    expect((await list(`roomId=${roomId}&state=settled`)).data).toEqual([]);
    expect(codeOf(await desk.get(`/reports?state=settled&cursor=${first.meta.nextCursor}`))).toEqual([400, 'KERNEL_CURSOR_WRONG']);
    await resolve(ids[0] ?? '', { outcome: 'dismissed' });
    expect([(await list('')).data.map(({ id }) => id), (await list('state=settled')).data.map(({ id }) => id)]).toEqual([ids.slice(1), ids.slice(0, 1)]);
  });

  it('that is upheld takes the message away, tells the room, and closes every report of it', async () => {
    const { ada, ben, roomId, messageId } = await setScene(server);
    const cy = await createUser(server);
    await ada.http.post(`/api/rooms/${roomId}/members`, { body: { userIds: [cy.id] } });
    const ids = [await reported(ada, messageId), await reported(cy, messageId)].toSorted();
    const socket = await connect(server.url, ben);
    await socket.ask('room:join', { roomId });
    const { status, body } = await resolve(ids[1] ?? '', { outcome: 'removed', note: 'Counterfeit' }, staff);
    expect([status, body.data]).toEqual([200, expect.objectContaining({ id: ids[1], outcome: 'removed', note: 'Counterfeit', resolvedBy: staff.id })]);
    await untilTrue(() => socket.events(roomId).some(({ type, actorId, data }) => type === 'message.deleted' && actorId === staff.id && data.by === 'moderator' && data.messageId === messageId));
    const replay = await ada.http.get<{ data: { type: string; data: { text?: string | null } }[] }>(`/api/rooms/${roomId}/events?since=0`);
    expect(replay.body.data.find(({ type }) => type === 'message.created')?.data.text).toBeNull();
    for (const id of ids) expect(await read(id)).toMatchObject({ outcome: 'removed', resolvedBy: staff.id, evidence: { text: 'Buy my cards' } });
    expect((await eventsAbout(server, messageId)).map(({ type, payload }) => [type, payload.reportIds])).toEqual([
      ['message.reported', undefined], ['message.reported', undefined], ['report.resolved', ids],
    ]);
    expect((await auditOf(server, messageId)).map(({ action, actor }) => [action, actor])).toEqual([['message.removed', `staff:${staff.id}`], ['report.resolved', `staff:${staff.id}`]]);
    socket.close();
  });

  it.each([['muted', 'mute'], ['banned', 'ban']])('that ends with "%s" sanctions its author, with the words of the moderator', async (outcome, kind) => {
    const { ada, ben, roomId, messageId } = await setScene(server);
    const until = inAnHour();
    expect((await resolve(await reported(ada, messageId), { outcome, until, note: 'Enough' })).status).toBe(200);
    const own = await ben.http.get<Page<SanctionOut>>('/api/sanctions');
    expect(own.body.data).toEqual([{ id: expect.stringMatching(/^san_/) as string, kind, roomId, until, reason: 'Enough', decidedAt: expect.any(String) as string }]);
    expect((await auditOf(server, ben.id)).map(({ action, data }) => [action, data.reason])).toEqual([['person.sanctioned', 'Enough']]);
  });

  it('bans from a direct room nobody, but everywhere where that is said', async () => {
    const [ada, ben] = [await createUser(server), await createUser(server)];
    const roomId = await createRoom(ada, [ben], { kind: 'direct' });
    const id = await reported(ada, await sent(ben, roomId));
    expect(codeOf(await resolve(id, { outcome: 'banned', until: inAnHour() }))).toEqual([409, 'MESSAGING_BAN_NEEDS_GROUP']);
    expect(await read(id)).toMatchObject({ outcome: null });
    expect((await resolve(id, { outcome: 'banned', until: inAnHour(), scope: 'everywhere' })).status).toBe(200);
    expect(codeOf(await ben.http.get('/api/rooms'))).toEqual([403, 'MESSAGING_BANNED']);
  });

  it('is settled by the first of two moderators at once; the other is told who that was', async () => {
    const { ada, ben, messageId } = await setScene(server);
    const id = await reported(ada, messageId);
    const answers = await Promise.all([resolve(id, { outcome: 'removed' }, desk), resolve(id, { outcome: 'muted', until: inAnHour() }, staff)]);
    const [won, lost] = answers.toSorted((a, b) => a.status - b.status);
    expect([won?.status, codeOf(lost ?? { status: 0, body: {} })]).toEqual([200, [409, 'MESSAGING_REPORT_SETTLED']]);
    expect(lost?.body.error?.details).toMatchObject({ resolvedBy: won?.body.data.resolvedBy, outcome: won?.body.data.outcome });
    const { body } = await ben.http.get<Page<SanctionOut>>('/api/sanctions');
    expect(body.data).toHaveLength(won?.body.data.outcome === 'muted' ? 1 : 0);
  });

  it('needs an end for a sanction, and none for anything else', async () => {
    const { ada, messageId } = await setScene(server);
    const id = await reported(ada, messageId);
    for (const body of [{ outcome: 'muted' }, { outcome: 'dismissed', until: inAnHour() }, { outcome: 'muted', until: '2020-01-01T00:00:00Z' }, { outcome: 'removed', scope: 'room' }]) {
      expect(codeOf(await resolve(id, body))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
    }
  });

  it('is no business of who is no moderator', async () => {
    const { ada, messageId } = await setScene(server);
    const id = await reported(ada, messageId);
    for (const answer of [await ada.http.get('/api/moderation/reports'), await ada.http.get(`/api/moderation/reports/${id}`), await ada.http.post(`/api/moderation/reports/${id}/resolution`, { body: { outcome: 'dismissed' } })]) {
      expect(codeOf(answer)).toEqual([403, 'KERNEL_FORBIDDEN']);
    }
  });

  it('keeps what the message said for as long as the setting says after it is settled, and then no longer', async () => {
    const { ada, messageId } = await setScene(server);
    const [id, open] = [(await report(ada, messageId, { reason: 'other', comment: 'Look at this' })).body.data.reportId, await setScene(server).then((scene) => reported(scene.ada, scene.messageId))];
    await resolve(id, { outcome: 'dismissed' });
    const forget = (days: number) =>
      server.run(
        async (strapi, age, { kernel, load }) => {
          kernel.clock.advanceSeconds(age * 86_400);
          await load<{ forgetEvidence(strapi: unknown): Promise<number> }>('./dist/plugins/messaging/server/src/services/moderation/forget-evidence.js').forgetEvidence(strapi);
          kernel.clock.reset();
        },
        days,
      );
    await forget(89);
    expect(await read(id)).toMatchObject({ evidence: { text: 'Buy my cards' }, comment: 'Look at this' });
    await forget(91);
    expect(await read(id)).toMatchObject({ evidence: null, comment: null, outcome: 'dismissed' });
    expect(await read(open)).toMatchObject({ evidence: { text: 'Buy my cards' } });
    const { rows } = await server.db.query<{ subject: string }>(`SELECT subject FROM data_keys WHERE subject = ANY ($1)`, [[`report:${id}`, `report:${open}`]]);
    expect(rows).toEqual([{ subject: `report:${open}` }]);
  });

  it('lets a moderator take away the message of a room of which something was reported, and of no other', async () => {
    const [seen, unseen] = [await setScene(server), await setScene(server)];
    await reported(seen.ada, seen.messageId);
    const second = await sent(seen.ben, seen.roomId, 'another');
    const remove = (messageId: string): Promise<Said<{ seq: number }>> => desk.post(`/messages/${messageId}/removal`, { reason: 'Off topic' });
    const first = await remove(second);
    expect([first.status, (await remove(second)).body.data]).toEqual([200, first.body.data]);
    expect(codeOf(await remove(unseen.messageId))).toEqual([404, 'KERNEL_NOT_FOUND']);
    expect((await remove(unseen.messageId)).body).toEqual((await remove(`msg_${'0'.repeat(26)}`)).body);
    expect((await logOf(server, seen.roomId)).filter(({ type }) => type === 'message.deleted')).toHaveLength(1);
    expect((await send(seen.ben, seen.roomId)).status).toBe(201);
  });
});
