import { limit, scriptedLimits } from './support/scripted-limits.ts';
import { World } from './support/world.ts';

/** Takes away what limits brought into the database, so that it is as it was before them. */
const BEFORE = `
  SET session_replication_role = replica;
  DROP TRIGGER transactions_take_room ON transactions;
  DROP FUNCTION payments_take_room(), payments_taken_of_day(int, text, timestamp, int), payments_refuse_room(text, numeric, numeric),
    payments_set_limits(text, text, bigint, bigint, bigint, timestamptz, timestamptz), ledger_split(jsonb, text[]);
  DROP TABLE payment_limits, payment_limit_rule;
  DROP INDEX transactions_open_of_payer, ledger_accounts_held;
  DELETE FROM ledger_account_kinds WHERE kind = 'held';
  ALTER TABLE ledger_accounts DROP COLUMN ceiling_minor;
  RESET session_replication_role;`;

describe('a database from before limits', () => {
  it('gets them at the next start: what its people paid today counts, and their wallets have ceilings when money comes', async () => {
    const world = await World.start({}, { setup: scriptedLimits });
    const [paid, open] = [await world.begin(), await world.begin()];
    world.paystack.pay(paid.reference);
    await world.becomes(paid.id, 'succeeded');
    await world.server.stop();
    await world.server.db.query(BEFORE);
    await world.server.restart();

    await limit(world, world.payer, { balance: '600000' });
    world.paystack.pay(open.reference);
    await world.becomes(open.id, 'succeeded');
    expect([await world.naira(), await world.held()]).toEqual([600_000n, 400_000n]);
    // Both began today, unless midnight lies between; then the limit of a wallet still holds.
    await limit(world, world.payer, { perDay: '1000000', balance: '600000' });
    const refused = await world.payer.http.post<{ error: { code: string } }>('/api/payments', { body: { amountMinor: '5000', currency: 'NGN' } });
    expect([refused.status, refused.body.error.code]).toEqual([422, 'PAYMENT_LIMIT_EXCEEDED']);
    await world.server.restart();
    expect([await world.naira(), await world.held()]).toEqual([600_000n, 400_000n]);
    await world.expectSoundBooks();
  });
});
