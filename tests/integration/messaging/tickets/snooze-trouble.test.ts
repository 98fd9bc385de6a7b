import { eventually, startServer } from '../../../support/index.ts';
import { openDesk, openTicket, seen } from '../support/tickets.ts';

describe('a ticket that cannot be taken up', () => {
  it('does not keep those behind it from it', async () => {
    const server = await startServer();
    const { customer, ada } = await openDesk(server);
    const [stuck, other] = [await openTicket(customer), await openTicket(customer)];
    await server.db.query(`CREATE FUNCTION stick() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'Stuck.'; END $$`);
    const put = (id: string, seconds: number) =>
      server.db.query(`UPDATE tickets t SET snoozed_until = now() - make_interval(secs => ${seconds}) FROM set_config('mangrove.writer', 'messaging', true) WHERE t.document_id = '${id}'`);
    await server.db.query(`CREATE TRIGGER stick BEFORE UPDATE ON tickets FOR EACH ROW WHEN (OLD.document_id = '${stuck.id}' AND OLD.snoozed_until IS NOT NULL AND NEW.snoozed_until IS NULL) EXECUTE FUNCTION stick()`);
    await put(stuck.id, 60);
    await eventually(() => server.logs().includes('Stuck.'));
    await put(other.id, 1);
    const snoozed = async (id: string) => (await server.db.query('SELECT FROM tickets WHERE document_id = $1 AND snoozed_until IS NOT NULL', [id])).rowCount;
    await eventually(async () => (await snoozed(other.id)) === 0);
    expect(await snoozed(stuck.id)).toBe(1);
    expect((await seen(ada, other.id)).state).toBe('new');
  });
});
