import { createStaff } from '../../access/people.ts';
import { World, type PaymentOut } from './support/world.ts';

const TRANSACTION = 'plugin::payments.transaction';

/** Strapi has many generic ways to its rows. None of them leads around the rules of payments. */
describe('going around the payments plugin', () => {
  let world: World;
  let payment: PaymentOut;
  let before: unknown;

  const rows = () => world.rows(`SELECT t.*, (SELECT count(*) FROM transactions) AS n FROM transactions t ORDER BY id`);
  beforeAll(async () => {
    world = await World.start();
    payment = await world.begin({ metadata: { secret: 'private' } });
    before = await rows();
  });
  afterEach(async () => {
    expect(await rows()).toEqual(before);
    expect(await world.naira()).toBe(0n);
    await world.expectSoundBooks();
  });

  const refusal = /change only through the acts of the payments plugin|never changed or removed/;

  it.each(['create', 'update', 'delete'] as const)('with documents().%s is refused by the database', async (method) => {
    const data = { kind: 'payment', state: 'succeeded', amountMinor: '1', currency: 'NGN', gateway: 'paystack', reference: 'x', payerId: 1 };
    const attempt = world.server.run(
      async (strapi, { uid, how, id, fields }) => {
        const documents = strapi.documents(uid as never) as unknown as Record<string, (options: object) => Promise<unknown>>;
        return documents[how]?.({ documentId: id, data: fields });
      },
      { uid: TRANSACTION, how: method, id: payment.id, fields: method === 'create' ? data : { state: 'succeeded' } },
    );
    await expect(attempt).rejects.toThrow(refusal);
  });

  it.each(['create', 'createMany', 'update', 'updateMany', 'delete', 'deleteMany'] as const)('with db.query().%s is refused by the database', async (method) => {
    const data = { documentId: 'pay_x', kind: 'payment', state: 'succeeded', amountMinor: '1', currency: 'NGN', gateway: 'paystack', reference: 'x', payerId: 1 };
    const attempt = world.server.run(
      async (strapi, { uid, how, id, fields }) => {
        const query = strapi.db.query(uid) as unknown as Record<string, (options: object) => Promise<unknown>>;
        return query[how]?.({ where: { documentId: id }, data: fields });
      },
      { uid: TRANSACTION, how: method, id: payment.id, fields: method === 'createMany' ? [data] : method === 'create' ? data : { state: 'succeeded', amountMinor: '1' } },
    );
    await expect(attempt).rejects.toThrow(refusal);
  });

  it.each([
    `UPDATE transactions SET state = 'succeeded'`, 'UPDATE transactions SET amount_minor = 1', `UPDATE transactions SET payer_id = payer_id + 1`, 'DELETE FROM transactions', 'TRUNCATE transactions CASCADE',
    'DELETE FROM payment_attempts', 'TRUNCATE payment_attempts', `DELETE FROM payment_discrepancies WHERE true`, `INSERT INTO transactions (document_id, kind, state) VALUES ('x', 'payment', 'succeeded')`,
    `UPDATE domain_events SET type = 'payment.succeeded'`, 'DELETE FROM domain_events', 'TRUNCATE domain_events CASCADE',
  ])('with plain SQL is refused: %s', async (statement) => {
    if (statement.startsWith('DELETE FROM payment_discrepancies')) return expect(await world.rows(`${statement} RETURNING id`)).toEqual([]);
    return expect(world.rows(statement)).rejects.toThrow(refusal);
  });

  it.each([
    ['amount_minor = 1', /never changes/], [`currency = 'GHS'`, /never changes/], ['payer_id = payer_id + 1', /never changes/], [`document_id = 'pay_other'`, /never changes/],
    [`state = 'refunded'`, /cannot go from pending to refunded/], [`state = 'created'`, /cannot go from pending to created/], [`state = 'succeeded'`, /without crediting its payer/], [`state = 'nonsense'`, /cannot go from|transactions_state_known/],
  ])('with the writer’s own mark, %s is refused all the same', async (change, message) => {
    await expect(world.rows(`UPDATE transactions SET ${change} FROM (SELECT set_config('mangrove.writer', 'payments', true)) AS w`)).rejects.toThrow(message);
  });

  it('finds no generated routes to its content types', async () => {
    for (const path of ['/api/payments/transactions', '/api/payments', '/api/discrepancies', '/api/payment-discrepancies', '/api/payments/discrepancies', `/api/transactions/${payment.id}`]) {
      for (const method of ['GET', 'PUT', 'DELETE', 'PATCH'] as const) {
        const { status } = await world.payer.http.request(method, path, method === 'GET' ? {} : { body: { data: { state: 'succeeded' } } });
        expect([path, method, [400, 401, 403, 404, 405].includes(status)]).toEqual([path, method, true]);
      }
    }
  });

  it('finds no private field in any answer of the interface', async () => {
    const answers = await Promise.all([`/api/payments/${payment.id}`, '/api/transactions', '/api/users/me', '/api/users/me?populate=*', '/api/wallets'].map((path) => world.payer.http.get(path)));
    const text = JSON.stringify(answers.map(({ body }) => body));
    for (const name of ['payerId', 'payer_id', 'idempotencyToken', 'returnUrl', 'row_id', 'rowId', 'publishedAt', 'locale']) expect(text).not.toContain(`"${name}"`);
  });

  describe('as Super Admin through the content manager', () => {
    let token: string;
    beforeAll(async () => {
      ({ token } = await createStaff(world.server, 'strapi-super-admin'));
    });

    it.each([
      ['POST', ''], ['PUT', '/:id'], ['DELETE', '/:id'], ['POST', '/actions/bulkDelete'], ['POST', '/:id/actions/publish'], ['POST', '/:id/actions/discard'], ['POST', '/actions/publish'],
    ] as const)('%s %s is refused', async (method, path) => {
      const body = method === 'DELETE' ? {} : { body: { state: 'succeeded', amountMinor: '1', documentIds: [payment.id] } };
      const { status } = await world.server.http.request(method, `/content-manager/collection-types/${TRANSACTION}${path.replace(':id', payment.id)}`, { token, ...body });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    });
  });
});
