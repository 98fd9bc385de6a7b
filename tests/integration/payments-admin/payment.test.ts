import { eventually } from '../../support/index.ts';
import { beginPayment, misfit, newPayer, open, openOffice, paid, type Office } from './office.ts';

describe('the page of a payment', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });

  const acts = async () =>
    (await office.server.db.query<{ action: string; subject_id: string; actor: string }>('SELECT action, subject_id, actor FROM audit_entries ORDER BY seq')).rows;

  it('tells its whole story, with the webhook where it arrived', async () => {
    const payer = await newPayer(office);
    const file = await open(office, (await paid(office, payer, '500000')).id);
    expect(file.timeline.map(({ source, type }) => `${source} ${type}`)).toEqual([
      'event payment.created',
      'event payment.started',
      'webhook charge.success',
      'event payment.succeeded',
    ]);
    expect(file.timeline[0]?.actor).toEqual({ type: 'user', id: payer.id, name: payer.email });
    expect(file.postings.map(({ kind, entries }) => [kind, entries.map(({ direction, amountMinor }) => `${direction} ${amountMinor}`)])).toEqual([['payment', ['debit 500000', 'credit 500000']]]);
    expect(file).toMatchObject({ payer: { id: payer.id, email: payer.email }, metadata: { order: 'A-1' }, attempts: [{ state: 'succeeded' }], discrepancies: [] });
  });

  it('counts the repeats of a webhook instead of showing each', async () => {
    const payment = await paid(office, await newPayer(office), '610000');
    const sent = office.sandbox.control.webhooks.list().find(({ reference }) => reference === payment.reference);
    await office.sandbox.control.webhooks.resend(sent?.id ?? '', { times: 3, concurrency: 1 });
    const file = await eventually(async () => {
      const found = await open(office, payment.id);
      return found.webhooks[0]?.repeats === 3 && found;
    });
    expect(file.webhooks).toHaveLength(1);
    expect(file.timeline.find(({ source }) => source === 'webhook')?.data).toMatchObject({ repeats: 3 });
  });

  it('asks the gateway at once, and says who did', async () => {
    const payment = await beginPayment(await newPayer(office), '42000');
    office.sandbox.control.transactions.pay(payment.reference, { sendWebhook: false });
    const { status, body } = await office.moderator.http.post<{ data: { state: string } }>(`/payments/transactions/${payment.id}/sync`);
    expect([status, body.data.state]).toEqual([200, 'succeeded']);
    const asked = (await open(office, payment.id)).timeline.find(({ type }) => type === 'payment.sync_requested');
    expect(asked?.actor).toMatchObject({ type: 'staff', id: office.moderator.id, name: 'Test Staff' });
  });

  it('stays as it is when the gateway does not answer', async () => {
    const payment = await beginPayment(await newPayer(office), '43000');
    office.sandbox.control.setFaults([{ match: { path: '/transaction/verify/:reference' }, mode: 'status', status: 500, when: 'before' }]);
    const refused = await office.admin.http.post(`/payments/transactions/${payment.id}/sync`);
    office.sandbox.control.setFaults([]);
    expect([refused.status, refused.body.error.code]).toEqual([502, 'PAYMENT_GATEWAY_UNAVAILABLE']);
    expect((await open(office, payment.id)).state).toBe('pending');
  });

  it('shows the raw body of a webhook, and records each reading', async () => {
    const payment = await paid(office, await newPayer(office), '44000');
    const id = (await open(office, payment.id)).webhooks[0]?.id ?? '';
    const read = await office.moderator.http.get<{ data: { body: string } }>(`/payments/webhooks/${id}/body`);
    expect(JSON.parse(read.body.data.body)).toMatchObject({ event: 'charge.success', data: { reference: payment.reference } });
    expect(read.headers.get('cache-control')).toBe('no-store');
    expect((await acts()).filter(({ subject_id }) => subject_id === id)).toEqual([{ action: 'webhook.read', subject_id: id, actor: `staff:${office.moderator.id}` }]);
  });

  it('says that a body was forgotten, and records no reading of nothing', async () => {
    const payment = await paid(office, await newPayer(office), '45000');
    const id = (await open(office, payment.id)).webhooks[0]?.id ?? '';
    await office.server.db.query('UPDATE inbox_deliveries SET body_key = NULL WHERE message_id = $1', [id]);
    const answer = await office.admin.http.get(`/payments/webhooks/${id}/body`);
    expect([answer.status, answer.body.error.code]).toEqual([410, 'PAYMENT_WEBHOOK_BODY_FORGOTTEN']);
    expect((await acts()).filter(({ subject_id }) => subject_id === id)).toEqual([]);
  });

  it('has a webhook processed again, which moves nothing twice', async () => {
    const payment = await paid(office, await newPayer(office), '46000');
    const before = await open(office, payment.id);
    const id = before.webhooks[0]?.id ?? '';
    const { status } = await office.admin.http.post(`/payments/webhooks/${id}/replay`);
    expect(status).toBe(200);
    const after = await eventually(async () => {
      const found = await open(office, payment.id);
      return found.webhooks[0]?.state === 'processed' && found;
    });
    expect(after.postings).toEqual(before.postings);
    expect(after.timeline.map(({ type }) => type)).toContain('webhook.replay_requested');
  });

  it('shows a discrepancy with what lies in suspense', async () => {
    const found = await misfit(office, await newPayer(office), '2000000', 1_500_000);
    const file = await open(office, found.payment?.id ?? '');
    expect(file.discrepancies).toMatchObject([{ kind: 'wrong_amount', state: 'open', amountMinor: '1500000' }]);
    expect(file.postings.map(({ kind }) => kind)).toEqual(['arrival_in_suspense']);
  });

  it.each(['/payments/transactions/pay_00000000000000000000000000', '/payments/webhooks/whk_00000000000000000000000000/body', '/payments/discrepancies/dsc_00000000000000000000000000'])('does not exist at %s', async (path) => {
    const answer = await office.admin.http.get(path);
    expect([answer.status, answer.body.error.code]).toEqual([404, 'KERNEL_NOT_FOUND']);
  });

  it.each(['/payments/transactions/7', '/payments/webhooks/pay_00000000000000000000000000/body', '/payments/discrepancies/x'])('refuses an id of another form: %s', async (path) => {
    expect((await office.admin.http.get(path)).status).toBe(400);
  });
});
