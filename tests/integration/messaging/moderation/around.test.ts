import { createUser, startServer, type TestServer } from '../../../support/index.ts';
import { newClientId } from '../support/rooms.ts';
import { apiDesk, reported, sanctioned, setScene, type Desk, type Scene } from './office.ts';

/** What must hold when our code is wrong: everything here talks to PostgreSQL directly. */
describe('going around the moderators', () => {
  let server: TestServer;
  let desk: Desk;
  let scene: Scene;
  let reportId: string;
  let rowId: string;
  beforeAll(async () => {
    server = await startServer();
    desk = await apiDesk(server);
  });
  beforeEach(async () => {
    scene = await setScene(server);
    reportId = await reported(scene.ada, scene.messageId);
    const { rows } = await server.db.query<{ id: string }>('SELECT id FROM rooms WHERE public_id = $1', [scene.roomId]);
    rowId = rows[0]?.id ?? '';
  });

  /** One transaction that claims to be the plugin itself. */
  const asPlugin = async (...statements: string[]) => {
    const client = await server.db.connect();
    try {
      await client.query(`BEGIN; SELECT set_config('mangrove.writer', 'messaging', true)`);
      for (const statement of statements) await client.query(statement);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  };
  const insertion = (values: Partial<Record<'person' | 'kind' | 'until' | 'reason' | 'decided_by', string>> = {}) => {
    const row = { person: scene.ben.id, kind: 'mute', until: '2100-01-01', reason: 'x', decided_by: desk.id, ...values };
    return `INSERT INTO sanctions (id, person, kind, until, reason, decided_by, decided_at) VALUES ('san_${newClientId()}', '${row.person}', '${row.kind}', '${row.until}', '${row.reason}', '${row.decided_by}', now())`;
  };
  const line = (sender: string, text = 'x') => ({ line: 0, room: scene.roomId, sender, id: `msg_${newClientId()}`, client_message_id: newClientId(), text, reply_to: null });
  const send = async (sender: string) => (await server.db.query<{ o_outcome: string }>('SELECT * FROM messaging_send($1, now())', [JSON.stringify([line(sender)])])).rows[0]?.o_outcome;

  it('without the plugin’s mark nobody writes a sanction, a report or a mention', async () => {
    await expect(server.db.query(insertion())).rejects.toThrow(/sanctions change only through/);
    await expect(server.db.query('UPDATE message_reports SET note = $1 WHERE id = $2', ['x', reportId])).rejects.toThrow(/message_reports change only through/);
    await expect(server.db.query('INSERT INTO message_mentions VALUES ($1, $2, true)', [scene.messageId, scene.ben.id])).rejects.toThrow(/message_mentions change only through/);
  });

  it.each(['DELETE FROM sanctions', 'TRUNCATE sanctions', 'DELETE FROM message_reports', 'TRUNCATE message_reports', 'TRUNCATE message_mentions'])('is refused, even to the plugin itself: %s', async (statement) => {
    await sanctioned(desk, { userId: scene.ben.id, kind: 'mute' });
    await expect(asPlugin(statement)).rejects.toThrow(/never changed or removed/);
  });

  it.each([
    ['sanctions nobody', { person: 'system' }, /sanctions_person_is_a_person/],
    ['invents a sanction', { kind: 'exile' }, /sanctions_kind_known/],
    ['has one end before it begins', { until: '2020-01-01' }, /sanctions_end/],
    ['gives no reason', { reason: '' }, /sanctions_reason_said/],
  ])('with the plugin’s mark, nobody %s', async (_what, values, refusal) => {
    await expect(asPlugin(insertion(values))).rejects.toThrow(refusal);
  });

  it('nobody sanctions oneself', async () => {
    await expect(asPlugin(insertion({ decided_by: scene.ben.id }))).rejects.toThrow(/sanctions_of_others/);
  });

  it('a sanction stays what it is, and is lifted once', async () => {
    const { id } = await sanctioned(desk, { userId: scene.ben.id, kind: 'mute' });
    for (const change of [`until = until - interval '1 minute'`, `reason = 'other'`, `person = '${scene.ada.id}'`, `kind = 'ban'`]) await expect(asPlugin(`UPDATE sanctions SET ${change} WHERE id = '${id}'`)).rejects.toThrow(/never changed/);
    const lift = `UPDATE sanctions SET lifted_at = now(), lifted_by = 'stf_x' WHERE id = '${id}'`;
    await expect(asPlugin(`UPDATE sanctions SET lifted_at = now() WHERE id = '${id}'`)).rejects.toThrow(/sanctions_lifted_by_somebody/);
    await asPlugin(lift);
    await expect(asPlugin(lift)).rejects.toThrow(/lifted once/);
  });

  it.each(['mute', 'ban'])('a %s holds for every act of the database, whoever calls it', async (kind) => {
    const { ben, messageId } = scene;
    await asPlugin(insertion({ kind }));
    expect(await send(ben.id)).toBe(kind);
    const outcome = async (call: string, ...values: unknown[]) => (await server.db.query<{ o_outcome: string }>(`SELECT * FROM ${call}`, values)).rows[0]?.o_outcome;
    expect(await outcome(`messaging_edit($1, $2, 'x', NULL, '{}', 60, 9, now())`, messageId, ben.id)).toBe(kind);
    expect(await outcome(`messaging_react($1, $2, '👍', true, 9, now())`, messageId, ben.id)).toBe(kind);
    await asPlugin(`UPDATE room_members SET role = 'owner' WHERE member = '${ben.id}'`);
    expect(await outcome(`messaging_pin($1, $2, true, 9, now())`, messageId, ben.id)).toBe(kind);
    expect(await outcome(`messaging_delete($1, $2, now())`, messageId, ben.id)).toBe(kind === 'ban' ? 'ban' : 'changed');
  });

  it('who is banned is not put into a room, by nobody', async () => {
    const cy = await createUser(server);
    await asPlugin(insertion({ person: cy.id, kind: 'ban' }));
    await expect(asPlugin(`INSERT INTO room_members (room_id, member, role) VALUES (${rowId}, '${cy.id}', 'member')`)).rejects.toThrow(/is banned/);
  });

  it('slow mode holds whoever calls, and has no absurd length', async () => {
    await expect(asPlugin(`UPDATE rooms SET slow_mode_seconds = 90000 WHERE id = ${rowId}`)).rejects.toThrow(/slow_mode_seconds/);
    await asPlugin(`UPDATE rooms SET slow_mode_seconds = 60 WHERE id = ${rowId}`);
    // Ben has just said something.
    expect([await send(scene.ben.id), await send(scene.ada.id), await send(scene.ada.id)]).toEqual(['slow_mode', 'stored', 'stored']);
  });

  it('a report is settled once, says what it said, and forgets its evidence only when it is settled', async () => {
    const settle = `UPDATE message_reports SET outcome = 'dismissed', resolved_by = 'stf_x', resolved_at = now() WHERE id = '${reportId}'`;
    for (const change of [`reason = 'other'`, `author = 'usr_x'`, `evidence = '\\x00'`, `comment = 'never said'`]) await expect(asPlugin(`UPDATE message_reports SET ${change} WHERE id = '${reportId}'`)).rejects.toThrow(/says never changes/);
    const forget = `UPDATE message_reports SET evidence = NULL, comment = NULL WHERE id = '${reportId}'`;
    await expect(asPlugin(forget)).rejects.toThrow(/message_reports_evidence_while_open/);
    await expect(asPlugin(`UPDATE message_reports SET outcome = 'dismissed' WHERE id = '${reportId}'`)).rejects.toThrow(/message_reports_settled_by_somebody/);
    await asPlugin(settle);
    await expect(asPlugin(`UPDATE message_reports SET outcome = 'banned' WHERE id = '${reportId}'`)).rejects.toThrow(/is settled/);
    await asPlugin(forget);
  });
});
