import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { patience } from '../../../../plugins/kyc/server/src/verifiers/conformance/harness.ts';
import { dojah, type DojahOptions } from '../../../../plugins/kyc/server/src/verifiers/dojah/index.ts';
import { DOJAH_APP, DOJAH_KEYS, DOJAH_WIDGETS, startDojah, type DojahService } from '../../../support/verifiers/dojah.ts';
import { request, withNumber } from '../../../support/verifiers/subjects.ts';

describe('a verification on Dojah’s page', () => {
  let service: DojahService;
  beforeAll(async () => {
    service = await startDojah();
  });
  beforeEach(() => {
    service.behave();
    service.answer('pending');
  });
  afterAll(() => service.stop());
  const make = (different: Partial<DojahOptions> = {}) =>
    dojah({ appId: DOJAH_APP, secretKey: DOJAH_KEYS[0] ?? '', previousSecretKeys: DOJAH_KEYS.slice(1), widgets: DOJAH_WIDGETS, baseUrl: service.url, pageUrl: `${service.url}/page`, fileOrigins: [service.url], timeoutMs: 10_000, ...different });
  const handle = (reference: string) => ({ reference, providerReference: null, kind: 'document' as const });
  const begin = async () => {
    const asked = request(withNumber(), { kind: 'document' });
    const { url } = await make().createSession(asked);
    return { reference: asked.reference, url: url ?? '' };
  };
  const file = (link: string) => make().download({ name: 'document_front', link }, patience());

  it('is opened under our reference, with nothing about the person in its address', async () => {
    const { reference, url } = await begin();
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({ widget_id: 'w-document', reference_id: reference });
    expect((await begin()).url).not.toBe(url);
  });

  it('is unknown until somebody opens it, and then under way', async () => {
    const { reference, url } = await begin();
    expect(await make().fetch(handle(reference), patience())).toBeNull();
    await service.open(url);
    expect(make().normalise(await make().fetch(handle(reference), patience()), handle(reference)).state).toBe('pending');
  });

  it('that Dojah calls completed without what was asked for is looked at by a person', async () => {
    const { reference, url } = await begin();
    await service.open(url);
    service.answer('passed');
    const read = async () => make().normalise(await make().fetch(handle(reference), patience()), handle(reference));
    expect((await read()).state).toBe('passed');
    service.skipStep(reference);
    expect(await read()).toMatchObject({ state: 'review', reasons: [{ code: 'step_missing' }] });
  });

  it('is offered for what there is a flow for', () => {
    expect(make({ widgets: { selfie: 'w-selfie' } }).capabilities).toEqual([{ kind: 'selfie', how: 'session', countries: '*' }]);
  });

  it('has webhooks without the wrapper of its answers', async () => {
    const { reference } = await begin();
    const { rawBody, headers } = service.webhook(reference, { claims: 'passed', signedWith: 0, at: new Date() });
    expect(make().verifyWebhook(rawBody, headers, new Date())).toMatchObject({ reference, providerReference: reference, eventType: 'kyc_widget.completed', secretIndex: 0 });
    expect(make({ secretKey: '', previousSecretKeys: [] }).verifyWebhook(rawBody, headers, new Date())).toBeNull();
  });

  it('has pictures that are copied while their links live, and are gone afterwards', async () => {
    const link = service.link() ?? '';
    expect(await file(link)).toEqual(service.picture);
    service.letLinksDie();
    expect(await file(link)).toBeNull();
  });

  it('has no pictures anywhere else, whatever a link says, and none behind a redirect', async () => {
    let visits = 0;
    const elsewhere = createServer((_request, response) => {
      visits += 1;
      response.end('secret');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const inside = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
    const host = new URL(service.url).host;
    for (const link of [`${inside}/x`, `http://169.254.169.254/latest/`, `file:///etc/passwd`, `http://user:pass@${host}/files/id.jpg`, `http://${host}.example.com/`, 'nothing']) expect(await file(link)).toBeNull();
    await expect(file(`${service.url}/redirect?to=${encodeURIComponent(inside)}`)).rejects.toMatchObject({ code: 'KYC_VERIFIER_UNAVAILABLE' });
    await expect(file(`${service.url}/huge`)).rejects.toMatchObject({ code: 'KYC_VERIFIER_UNAVAILABLE' });
    expect(visits).toBe(0);
    await new Promise((resolve) => elsewhere.close(resolve));
  });
});
