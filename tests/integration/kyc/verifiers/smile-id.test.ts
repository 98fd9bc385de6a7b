import { patience } from '../../../../plugins/kyc/server/src/verifiers/conformance/harness.ts';
import { smileId } from '../../../../plugins/kyc/server/src/verifiers/smile-id/index.ts';
import { SMILE_KEYS, SMILE_PARTNER, startSmileId, type SmileIdService } from '../../../support/verifiers/smile-id.ts';
import { request, withNumber } from '../../../support/verifiers/subjects.ts';

const make = (baseUrl: string, [apiKey = '', ...previousApiKeys] = SMILE_KEYS, partnerId = SMILE_PARTNER) => smileId({ partnerId, apiKey, previousApiKeys, baseUrl, timeoutMs: 10_000 });

describe('an ID check by Smile ID', () => {
  let service: SmileIdService;
  beforeAll(async () => {
    service = await startSmileId();
  });
  beforeEach(() => {
    service.behave();
    service.answer('pending');
  });
  afterAll(() => service.stop());
  const verifier = () => make(service.url);
  const handle = (reference: string) => ({ reference, providerReference: null, kind: 'identity_number' as const });

  it('is a job under our reference, with name, birthday and number, and neither the address nor our name for the person', async () => {
    const asked = request(withNumber());
    expect(await verifier().submit(asked)).toEqual({ providerReference: expect.stringMatching(/^\d{10}$/), raw: null });
    expect(service.sent(asked.reference)).toMatchObject({ id_type: 'NIN_V2', id_number: '12345678901', country: 'NG', first_name: 'Adaeze', last_name: 'Okafor', dob: '1990-04-23', callback_url: asked.callbackUrl, partner_params: { user_id: asked.reference, job_type: 5 } });
    expect(JSON.stringify(service.sent(asked.reference))).not.toMatch(/Marina|usr_/);
  });

  it('is not begun twice: the job that there is goes on', async () => {
    const asked = request(withNumber());
    await verifier().submit(asked);
    expect(await verifier().submit(asked)).toEqual({ providerReference: null, raw: null });
    expect(service.billed(asked.reference)).toBe(1);
  });

  it('takes the first number that the register of the country knows', async () => {
    const asked = request(withNumber([{ type: 'passport', value: 'A01234567' }, { type: 'bvn', value: '22212345678' }]));
    await verifier().submit(asked);
    expect(service.sent(asked.reference)).toMatchObject({ id_type: 'BVN', id_number: '22212345678' });
    await expect(verifier().submit(request(withNumber([{ type: 'passport', value: 'A01234567' }])))).rejects.toMatchObject({ code: 'KYC_VERIFIER_REFUSED', details: { reason: 'number_missing' } });
  });

  it('is not asked for where Smile ID could not call back', async () => {
    await expect(verifier().submit(request(withNumber(), { callbackUrl: undefined }))).rejects.toMatchObject({ code: 'KYC_VERIFIER_REFUSED', details: { reason: 'no_public_address' } });
  });

  it('is believed only where the answer is signed', async () => {
    service.answer('passed');
    const asked = request(withNumber());
    await verifier().submit(asked);
    expect(verifier().normalise(await verifier().fetch(handle(asked.reference), patience()), handle(asked.reference)).state).toBe('passed');
    service.signBadly(true);
    await expect(verifier().fetch(handle(asked.reference), patience())).rejects.toMatchObject({ code: 'KYC_VERIFIER_UNAVAILABLE' });
    service.signBadly(false);
  });

  it('answers a key and a partner that Smile ID does not know with an error for the operator', async () => {
    await expect(make(service.url, ['wrong']).submit(request(withNumber()))).rejects.toMatchObject({ code: 'KYC_VERIFIER_MISCONFIGURED' });
    await expect(make(service.url, SMILE_KEYS, '1').submit(request(withNumber()))).rejects.toMatchObject({ code: 'KYC_VERIFIER_MISCONFIGURED' });
  });

  it('has callbacks that may say anything: their signature is that of a time, which is good for ten minutes', async () => {
    const asked = request(withNumber());
    await verifier().submit(asked);
    const at = new Date('2026-11-23T10:00:00Z');
    const { rawBody, headers } = service.webhook(asked.reference, { claims: 'passed', signedWith: 1, at });
    expect(rawBody.length).toBeGreaterThan(1_400_000);
    const changed = Buffer.from(rawBody.toString().replace('Exact Match', 'Perfect Match'));
    for (const body of [rawBody, changed]) expect(verifier().verifyWebhook(body, headers, at)).toMatchObject({ reference: asked.reference, secretIndex: 1, occurredAt: at, eventType: 'job.1020' });
    for (const minutes of [-11, 11]) expect(verifier().verifyWebhook(rawBody, headers, new Date(at.getTime() + minutes * 60_000))).toBeNull();
    // What they claim is not there to be read.
    expect(verifier().normalise(JSON.parse(rawBody.toString()), handle(asked.reference)).state).toBe('review');
  });
});
