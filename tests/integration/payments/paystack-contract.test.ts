import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { newReference } from '../../../plugins/payments/server/src/domain/reference.ts';
import { paystack } from '../../../plugins/payments/server/src/gateways/paystack/index.ts';
import { createPaystackSandbox, type PaystackSandbox } from '../../../sandbox/paystack/index.ts';

const folder = process.env.PAYSTACK_REFERENCE_DIR ?? '';
const isThere = folder !== '' && existsSync(path.join(folder, 'openapi.yaml'));
const SECRET = 'sk_test_contract';

interface Specification {
  paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: object }> } }>>;
  components: object;
}

if (!isThere) {
  it.skip('Paystack’s published specification and samples: set PAYSTACK_REFERENCE_DIR to a folder with openapi.yaml and webhook-samples/ to compare with them', () => undefined);
} else {
  describe('Paystack’s published samples of webhooks', () => {
    const samples = readdirSync(path.join(folder, 'webhook-samples')).filter((name) => name.endsWith('.json'));
    const gateway = paystack({ secretKey: SECRET });

    it('are there', () => expect(samples.length).toBeGreaterThan(30));

    it.each(samples)('%s is understood', (name) => {
      const rawBody = readFileSync(path.join(folder, 'webhook-samples', name));
      const { event, data } = JSON.parse(rawBody.toString()) as { event: string; data: { reference?: string } };
      const notice = gateway.parseWebhook(rawBody);
      expect(notice.eventType).toBe(event);
      expect(notice.claimsSuccess).toBe(event === 'charge.success');
      if (event === 'charge.success') expect(notice).toMatchObject({ reference: data.reference, claimed: { minor: expect.any(BigInt), currency: expect.any(String) } });
    });
  });

  describe('what we send to Paystack', () => {
    const specification = parse(readFileSync(path.join(folder, 'openapi.yaml'), 'utf8')) as Specification;
    const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));
    ajv.addSchema({ $id: 'spec', components: specification.components });
    let sandbox: PaystackSandbox;
    beforeAll(() => {
      sandbox = createPaystackSandbox({ secretKeys: [SECRET], webhookUrl: 'http://127.0.0.1:9/' });
    });
    afterAll(() => sandbox.close());

    it('is what the specification asks for', async () => {
      const gateway = paystack({ secretKey: SECRET, baseUrl: await sandbox.listen() });
      const payer = { email: 'ada@example.com' };
      // XOF is taken, as Paystack's pages say; its specification forgets it.
      for (const currency of gateway.currencies.filter((code) => code !== 'XOF')) {
        await gateway.charge({ reference: newReference(), amount: { minor: 500_000n, currency }, payer, metadata: {} });
        await gateway.charge({ reference: newReference(), amount: { minor: 500_000n, currency }, payer, metadata: { paymentId: 'pay_x' }, returnUrl: 'https://shop.example.com/', description: 'x' });
      }
      const requests = sandbox.control.requests().filter(({ method }) => method === 'POST');
      const schema = specification.paths['/transaction/initialize']?.post?.requestBody?.content['application/json']?.schema;
      const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"spec#/components')) as object);
      expect(requests.length).toBeGreaterThanOrEqual(8);
      for (const { path: sentTo, body } of requests) {
        expect(sentTo).toBe('/transaction/initialize');
        expect([validate(body), validate.errors]).toEqual([true, null]);
      }
    });

    it('asks about a transaction where the specification has it', () => {
      expect(specification.paths['/transaction/verify/{reference}']?.get).toBeDefined();
    });
  });
}
