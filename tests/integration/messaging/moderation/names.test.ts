import { startServer, type TestServer } from '../../../support/index.ts';
import { apiDesk, inAnHour, reported, sanctioned, sent, setScene, staffDesk, type Desk, type Page, type ReportOut, type SanctionOut } from './office.ts';

interface Named {
  meta: { people: { id: string; name: string | null }[]; rooms: { id: string; kind: string; title: string | null; members: number; slowModeSeconds: number }[] };
}

describe('whom a report or a sanction is about', () => {
  let server: TestServer;
  let staff: Desk;
  let api: Desk;
  beforeAll(async () => {
    server = await startServer();
    [staff, api] = [await staffDesk(server), await apiDesk(server)];
  });
  const byId = <T extends { id: string }>(found: readonly T[]) => new Map(found.map((one) => [one.id, one]));

  it('is told to staff by name, with what they must know of the room', async () => {
    const { ada, ben, roomId, messageId } = await setScene(server);
    await sent(ada, roomId, 'Please stop.');
    const reportId = await reported(ada, messageId);
    await staff.put(`/rooms/${roomId}/slow-mode`, { seconds: 30 });
    const list = (await staff.get<Page<ReportOut> & Named>(`/reports?roomId=${roomId}`)).body;
    const file = (await staff.get<{ data: ReportOut } & Named>(`/reports/${reportId}`)).body;
    for (const { meta } of [list, file]) {
      const people = byId(meta.people);
      expect([people.get(ada.id)?.name, people.get(ben.id)?.name]).toEqual([ada.email, ben.email]);
      expect(meta.rooms).toEqual([{ id: roomId, kind: 'group', title: null, members: 2, slowModeSeconds: 30 }]);
    }
    const { id } = await sanctioned(api, { userId: ben.id, kind: 'mute', roomId, until: inAnHour() });
    const sanctions = (await staff.get<Page<SanctionOut> & Named>(`/sanctions?userId=${ben.id}`)).body;
    expect(sanctions.data.map((one) => one.id)).toEqual([id]);
    expect(byId(sanctions.meta.people).get(ben.id)?.name).toBe(ben.email);
    expect(byId(sanctions.meta.people).get(api.id)?.name).toContain('@');
  });

  it('is told to moderators of the API by id alone: a name is somebody’s address', async () => {
    const { ada, ben, roomId, messageId } = await setScene(server);
    const reportId = await reported(ada, messageId);
    await sanctioned(api, { userId: ben.id, kind: 'mute', roomId });
    for (const path of [`/reports?roomId=${roomId}`, `/reports/${reportId}`, `/sanctions?userId=${ben.id}`]) {
      const { status, body } = await api.get<Partial<Named>>(path);
      expect([path, status]).toEqual([path, 200]);
      const text = JSON.stringify(body);
      for (const word of [ada.email, ben.email, '"people"', '"rooms"']) expect([path, word, text.includes(word)]).toEqual([path, word, false]);
    }
  });

  it('is nobody in particular once they are gone', async () => {
    const { ada, ben, messageId, roomId } = await setScene(server);
    await reported(ada, messageId);
    await server.db.query('DELETE FROM up_users WHERE document_id = $1', [ben.id]);
    const { meta, data } = (await staff.get<Page<ReportOut> & Named>(`/reports?roomId=${roomId}`)).body;
    expect([data[0]?.authorId, byId(meta.people).get(ben.id)]).toEqual([ben.id, { id: ben.id, name: null }]);
  });
});
