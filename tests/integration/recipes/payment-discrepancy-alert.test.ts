import { createMailCatcher } from '../../../sandbox/mail/index.ts';
import { freePort } from '../../../scripts/postgres/free-port.ts';
import { createUser, eventually, startMailCatcher, startServer, startServerWithSandbox, stopAfterwards, type TestSandbox, type TestServer } from '../../support/index.ts';

const OPERATIONS = 'operations@mangrove.test';

/** A payment of NGN 5,000.00 of which the gateway then says that NGN 100.00 were paid. */
async function payWrongAmount(server: TestServer, { control }: TestSandbox) {
  const payer = await createUser(server);
  const { body } = await payer.http.post<{ data: { id: string; reference: string } }>('/api/payments', { body: { amountMinor: '500000', currency: 'NGN' } });
  const { id, reference } = body.data;
  control.transactions.pay(reference, { sendWebhook: false });
  control.transactions.patch(reference, { amount: 10_000, requested_amount: 10_000 });
  await control.transactions.sendWebhook(reference);
  return { id, reference, payer };
}

describe('money that does not fit', () => {
  it('is told to operations by mail, with where to look and without who paid', async () => {
    const mail = await startMailCatcher();
    const { server, sandbox } = await startServerWithSandbox({ env: { ...mail.env, OPERATIONS_EMAIL: OPERATIONS } });
    const { id, reference, payer } = await payWrongAmount(server, sandbox);
    const message = await mail.mailbox.waitFor({ to: OPERATIONS }, 20_000);
    expect(message?.subject).toBe('Money arrived that is not the amount we asked for');
    expect(message?.text).toContain('NGN 100.00 lie in suspense');
    expect(message?.text).toContain(reference);
    expect(message?.text).toContain(`${server.url}/admin/plugins/payments/transactions/${id}`);
    expect(message?.raw.toString('utf8')).not.toContain(payer.email);
  });

  it('is told under the same message id when the mail is sent again', async () => {
    const mail = await startMailCatcher();
    const { server, sandbox } = await startServerWithSandbox({ env: { ...mail.env, OPERATIONS_EMAIL: OPERATIONS } });
    await payWrongAmount(server, sandbox);
    const first = await mail.mailbox.waitFor({ to: OPERATIONS }, 20_000);
    mail.mailbox.clear();
    await server.run(async (strapi, _args, { kernel }) => {
      const [event] = await kernel.sql(strapi).query<{ type: string; payload: never }>(`SELECT type, payload FROM domain_events WHERE type = 'payment.discrepancy_found'`);
      for (const { handler } of kernel.kernel(strapi).events.of('payment.discrepancy_found')) await handler(event as never);
    });
    const second = await mail.mailbox.waitFor({ to: OPERATIONS }, 20_000);
    expect(first?.headers['message-id']).toMatch(/^<dsc_.+@127\.0\.0\.1>$/);
    expect(second?.headers['message-id']).toBe(first?.headers['message-id']);
  });

  it('is told when the mail server is back, if it was away', async () => {
    const smtpPort = await freePort();
    const { server, sandbox } = await startServerWithSandbox({ env: { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(smtpPort), OPERATIONS_EMAIL: OPERATIONS } });
    const { reference } = await payWrongAmount(server, sandbox);
    await eventually(() => server.logs().includes('event.payment.discrepancy_found.operations-alert'), { timeoutMs: 20_000 });
    const catcher = createMailCatcher();
    stopAfterwards(() => catcher.close());
    await catcher.listen({ smtpPort });
    const message = await catcher.mailbox.waitFor({ to: OPERATIONS }, 40_000);
    expect(message?.text).toContain(reference);
  });

  it('is told to nobody where nobody is named', async () => {
    const server = await startServer();
    const readers = await server.run((strapi, _args, { kernel }) => kernel.kernel(strapi).events.of('payment.discrepancy_found').length);
    expect(readers).toBe(0);
  });
});
