import { startServer, type TestServer } from '../../../support/index.ts';

const MARK = `SELECT set_config('mangrove.writer', 'messaging', true);`;
const GUEST = `gst_${'0'.repeat(26)}`;

describe('the database, around the services of mail and guests', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
    await marked(
      `INSERT INTO guests (id, address_digest, address_sealed, confirmed_at, created_at) VALUES ('${GUEST}', '\\x01', '\\x02', now(), now());
       INSERT INTO guest_requests (id, ticket, expires_at) VALUES ('greq_1', 'tkt_1', now() + interval '1 day');
       INSERT INTO received_mails (inbox_id, outcome, ticket, received_at) VALUES ('inb_written', 'written', 'tkt_1', now());
       INSERT INTO received_mails (inbox_id, outcome, reason, received_at) VALUES ('inb_held', 'quarantined', 'forged', now())`,
    );
  });
  const marked = (statement: string) => server.db.query(`${MARK} ${statement}`);

  it.each([
    `INSERT INTO guests (id, address_digest, address_sealed, created_at) VALUES ('gst_${'1'.repeat(26)}', '\\x03', '\\x04', now())`,
    'UPDATE guests SET address_sealed = address_sealed',
    'DELETE FROM guests',
    `INSERT INTO guest_requests (id, content_sealed, expires_at) VALUES ('greq_2', '\\x01', now())`,
    'UPDATE guest_requests SET expires_at = expires_at',
    'DELETE FROM guest_requests',
    `INSERT INTO received_mails (inbox_id, outcome, ticket, received_at) VALUES ('inb_2', 'written', 'tkt_1', now())`,
    'UPDATE received_mails SET reason = reason',
    'DELETE FROM received_mails',
  ])('takes nothing from anybody else: %s', async (statement) => {
    await expect(server.db.query(statement)).rejects.toThrow('change only through the acts of the messaging plugin');
  });

  it.each([
    ['a guest’s address', `UPDATE guests SET address_digest = '\\x09'`, 'stays who they are'],
    ['that a guest has confirmed it', 'UPDATE guests SET confirmed_at = NULL', 'stays who they are'],
    ['what has become a ticket', `UPDATE guest_requests SET ticket = 'tkt_2'`, 'has become a ticket'],
    ['what became of a mail', `UPDATE received_mails SET outcome = 'dismissed', reason = 'x', decided_by = 'stf_1', decided_at = now() WHERE inbox_id = 'inb_written'`, 'is known'],
    ['a decision without anybody who made it', `UPDATE received_mails SET outcome = 'dismissed' WHERE inbox_id = 'inb_held'`, 'is known'],
    ['guests', 'DELETE FROM guests', 'never changed or removed'],
    ['all guests', 'TRUNCATE guests', 'never changed or removed'],
    ['all requests', 'TRUNCATE guest_requests', 'never changed or removed'],
    ['mails', 'DELETE FROM received_mails', 'never changed or removed'],
    ['all mails', 'TRUNCATE received_mails', 'never changed or removed'],
  ])('keeps %s, also from the plugin itself', async (_what, statement, says) => {
    await expect(marked(statement)).rejects.toThrow(says);
  });

  it('lets staff decide about a mail once', async () => {
    const decide = (by: string) => marked(`UPDATE received_mails SET outcome = 'dismissed', decided_by = '${by}', decided_at = now() WHERE inbox_id = 'inb_held'`);
    await decide('stf_1');
    await expect(decide('stf_2')).rejects.toThrow('is known');
  });
});
