import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { patience } from '../../../../plugins/kyc/server/src/verifiers/conformance/harness.ts';
import { paystackIdentity } from '../../../../plugins/kyc/server/src/verifiers/paystack-identity/index.ts';
import { PAYSTACK_EMAIL_DOMAIN, PAYSTACK_KEYS, startPaystackIdentity, type PaystackIdentityService } from '../../../support/verifiers/paystack-identity.ts';
import { request, withAccount } from '../../../support/verifiers/subjects.ts';

const folder = process.env.PAYSTACK_REFERENCE_DIR ?? '';
const make = (baseUrl: string, [secretKey = '', ...previousSecretKeys] = PAYSTACK_KEYS) => paystackIdentity({ secretKey, previousSecretKeys, baseUrl, emailDomain: PAYSTACK_EMAIL_DOMAIN, timeoutMs: 10_000 });

describe('identification by Paystack', () => {
  let service: PaystackIdentityService;
  beforeAll(async () => {
    service = await startPaystackIdentity();
  });
  beforeEach(() => {
    service.behave();
    service.answer('pending');
  });
  afterAll(() => service.stop());
  const verifier = () => make(service.url);
  const handle = (reference: string, providerReference: string | null = null) => ({ reference, providerReference, kind: 'identity_number' as const });

  it('tells Paystack numbers and names, and neither an address of the person nor their birthday', async () => {
    const asked = request(withAccount());
    await verifier().submit(asked);
    const sent = JSON.stringify(service.requestsAbout(asked.reference));
    expect(sent).toContain('Ngozi');
    expect(sent).toContain(`${asked.reference}@${PAYSTACK_EMAIL_DOMAIN}`);
    expect(sent).not.toMatch(/1990-04-23|Marina|usr_/);
  });

  it('asks again under the same reference without being billed twice, once it succeeded', async () => {
    service.answer('passed');
    const asked = request(withAccount());
    const first = await verifier().submit(asked);
    expect(await verifier().submit(asked)).toEqual(first);
    expect(service.billed(asked.reference)).toBe(1);
  });

  it('finds a question whose answer was lost, and takes one that was never asked for unknown', async () => {
    service.answer('passed');
    const asked = request(withAccount());
    await verifier().submit(asked);
    const found = await verifier().fetch(handle(asked.reference), patience());
    expect(verifier().normalise(found, handle(asked.reference)).state).toBe('passed');
    expect(await verifier().fetch(handle(request(withAccount()).reference), patience())).toBeNull();
  });

  it('that was cut off before there was a customer has certainly asked nothing, and is asked again', async () => {
    service.answer('passed');
    const asked = request(withAccount());
    service.misbehave('reset', 'before');
    await expect(verifier().submit(asked)).rejects.toMatchObject({ code: 'KYC_VERIFIER_UNAVAILABLE', details: { mayHaveActed: false } });
    service.behave();
    await verifier().submit(asked);
    service.misbehave('reset', 'after');
    const failure: { details?: { mayHaveActed?: boolean } } = await verifier().submit(request(withAccount())).then(() => ({}), (error: unknown) => error as object);
    expect(failure.details?.mayHaveActed).not.toBe(false);
    expect(service.billed(asked.reference)).toBe(1);
  });

  it('hears of a failure by the webhook alone', async () => {
    const asked = request(withAccount());
    const { providerReference } = await verifier().submit(asked);
    service.fail(asked.reference);
    const about = handle(asked.reference, providerReference);
    expect(verifier().normalise(await verifier().fetch(about, patience()), about).state).toBe('pending');
    const { rawBody, headers } = service.webhook(asked.reference, { claims: 'failed', signedWith: 0, at: new Date() });
    expect(verifier().verifyWebhook(rawBody, headers, new Date())).toMatchObject({ reference: asked.reference, providerReference, isAgainst: true });
    expect(verifier().normalise({ webhook: JSON.parse(rawBody.toString()) }, about)).toMatchObject({ state: 'failed', reasons: [{ text: 'Account number or BVN is incorrect' }] });
  });

  it('does not take a success for a reason to believe anything', () => {
    const { rawBody, headers } = service.webhook(request(withAccount()).reference, { claims: 'passed', signedWith: 1, at: new Date() });
    const notice = verifier().verifyWebhook(rawBody, headers, new Date());
    expect(notice).toMatchObject({ eventType: 'customeridentification.success', secretIndex: 1 });
    expect(notice).not.toHaveProperty('isAgainst');
  });

  it('reads what is about payments as a notice about nothing', () => {
    const { rawBody, headers } = service.sign({ event: 'charge.success', data: { reference: 'x', customer: { customer_code: 'CUS_x' } } });
    expect(verifier().verifyWebhook(rawBody, headers, new Date())).toMatchObject({ reference: null, providerReference: null, eventType: 'charge.success' });
  });

  it.each([['without a BVN', { bvn: '' }, 'bvn_missing'], ['without an account', { nuban: '' }, 'nuban_unreadable'], ['without a name', { firstName: '' }, 'name_missing']])('asks nobody about somebody %s', async (_what, different, reason) => {
    const asked = request(withAccount(different));
    await expect(verifier().submit(asked)).rejects.toMatchObject({ code: 'KYC_VERIFIER_REFUSED', details: { reason } });
    expect(service.knows(asked.reference)).toBe(false);
  });

  it('says why Paystack does not take a question, in a code', async () => {
    await expect(verifier().submit(request(withAccount({ bvn: '123' })))).rejects.toMatchObject({ code: 'KYC_VERIFIER_REFUSED', details: { reason: 'invalid_bvn' } });
  });

  it('leaves an account that the bank does not resolve to a person', async () => {
    const asked = request(withAccount({ nuban: '0110000009999' }), { kind: 'account_name' });
    const { raw } = await verifier().submit(asked);
    expect(verifier().normalise(raw, { ...handle(asked.reference), kind: 'account_name' })).toMatchObject({ state: 'review', reasons: [{ code: 'account_not_resolved' }] });
  });

  (folder !== '' && existsSync(path.join(folder, 'openapi.yaml')) ? it : it.skip)('sends what the published specification asks for (set PAYSTACK_REFERENCE_DIR)', async () => {
    const specification = parse(readFileSync(path.join(folder, 'openapi.yaml'), 'utf8')) as { components: object };
    const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true })).addSchema({ $id: 'spec', components: specification.components });
    const asked = request(withAccount());
    await verifier().submit(asked);
    const [created, identified] = service.requestsAbout(asked.reference);
    expect(ajv.validate('spec#/components/schemas/CustomerCreate', created?.body)).toBe(true);
    expect(ajv.validate('spec#/components/schemas/CustomerValidate', identified?.body)).toBe(true);
  });
});
