import { eventually, startServer, startServerWithSandbox, type TestSandbox, type TestServer } from '../../../support/index.ts';
import { DOJAH_APP, DOJAH_KEYS, DOJAH_WIDGETS, startDojah, type DojahService } from '../../../support/verifiers/dojah.ts';
import { SMILE_KEYS, SMILE_PARTNER, startSmileId, type SmileIdService } from '../../../support/verifiers/smile-id.ts';
import { Applicant, newNumber } from '../support/applicant.ts';
import { Reviewer } from '../support/desk.ts';
import { levelsWanting, verificationsOf, type OwnVerification, type VerificationOut } from '../support/verifications.ts';

const ADAEZE = [{ type: 'bvn', value: '22200000101' }, { type: 'nuban', value: '058-0000001015' }];
const NGOZI = [{ type: 'bvn', value: '22200000202' }, { type: 'nuban', value: '011-0000002028' }];

/** From what somebody hands in to what whoever reviews sees, through a real server and something that behaves like the service. */
describe('a verifier of an outside service', () => {
  let server: TestServer;
  let paystack: TestSandbox;
  let smileId: SmileIdService;
  let chidi: Reviewer;

  beforeAll(async () => {
    smileId = await startSmileId();
    ({ server, sandbox: paystack } = await startServerWithSandbox({
      env: {
        KYC_VERIFIERS: 'paystack-identity,smile-id,manual', KYC_VERIFIER_POLL_SECONDS: '2', PAYSTACK_IDENTITY_EMAIL_DOMAIN: 'customers.example.com',
        SMILE_ID_URL: smileId.url, SMILE_ID_PARTNER_ID: SMILE_PARTNER, SMILE_ID_API_KEY: SMILE_KEYS[0] ?? '', SMILE_ID_PREVIOUS_API_KEYS: SMILE_KEYS.slice(1).join(','),
      },
    }));
    chidi = await Reviewer.hire(server);
  });
  beforeEach(() => {
    paystack.control.webhooks.setRules([]);
    smileId.answer('pending');
  });
  afterAll(() => smileId.stop());

  const handIn = async (identifiers: object[], name: object = {}) => {
    const applicant = await Applicant.register(server);
    const id = await applicant.prepare(identifiers);
    await applicant.say(id, name);
    expect((await applicant.submit(id)).status).toBe(200);
    return { applicant, id };
  };
  const verification = async (id: string, kind: string): Promise<VerificationOut | undefined> => (await verificationsOf(chidi, id)).find((one) => one.kind === kind);
  const reaches = (id: string, kind: string, state: string) =>
    eventually(async () => {
      const found = await verification(id, kind);
      return found?.state === state ? found : undefined;
    });
  const asked = (id: string, kind: string) =>
    eventually(async () => {
      const ask = (await verification(id, kind))?.asks.at(-1);
      return ask?.state === 'open' ? ask : undefined;
    });
  const eventsOf = async (reference: string) =>
    Number((await server.db.query<{ n: string }>('SELECT count(*) AS n FROM kyc_verifier_events e JOIN kyc_verifier_asks k ON k.id = e.ask_id WHERE k.reference = $1', [reference])).rows[0]?.n);

  describe('Paystack', () => {
    it('identifies somebody by their account and compares its name: a pass and a doubt for the reviewer, a level for nobody', async () => {
      const { applicant, id } = await handIn(ADAEZE);
      const { asks } = await reaches(id, 'identity_number', 'passed');
      expect(asks).toMatchObject([{ verifier: 'paystack-identity', providerReference: expect.stringMatching(/^CUS_/), error: null }]);
      const { asks: [name] } = await reaches(id, 'account_name', 'review');
      expect(name?.answers.at(-1)).toMatchObject({ status: 'name similar', checks: [{ name: 'account_name', outcome: 'unclear' }], reasons: [{ text: 'The account is in the name of "OKAFOR, ADAEZE CHIOMA".' }] });
      await applicant.reaches(id, 'in_review');
      expect((await applicant.profile()).level).toBe('tier-0');
      expect(JSON.stringify((await applicant.look(id)).body)).not.toContain('CHIOMA');
    });

    it('tells of a failure by a webhook to the address of payments, and why', async () => {
      const { applicant, id } = await handIn(ADAEZE, { lastName: 'Eze' });
      const { asks } = await reaches(id, 'identity_number', 'failed');
      expect(asks[0]?.answers.at(-1)).toMatchObject({ verdict: 'failed', reasons: [{ text: 'Customer name does not match the name on the BVN' }] });
      await applicant.reaches(id, 'in_review');
    });

    it('is asked again where its webhook got lost', async () => {
      paystack.control.webhooks.setRules([{ drop: true }]);
      const { id } = await handIn(ADAEZE);
      const { asks } = await reaches(id, 'identity_number', 'passed');
      expect(await eventsOf(asks[0]?.reference ?? '')).toBe(0);
    });

    it('is not believed for a webhook alone, and is for its answer', async () => {
      const { id } = await handIn(NGOZI, { firstName: 'Ngozi', lastName: 'Eze' });
      const { providerReference, reference } = await asked(id, 'identity_number');
      const code = providerReference ?? '';
      expect(await paystack.control.customers.sendWebhook(code, { state: 'success' })).toMatchObject({ state: 'delivered' });
      await eventually(async () => ((await eventsOf(reference)) === 1 ? true : undefined));
      expect((await verification(id, 'identity_number'))?.state).toBe('pending');
      paystack.control.customers.identify(code, { state: 'success' });
      await reaches(id, 'identity_number', 'passed');
    });

    it('may tell things twice, and before it has answered our call', async () => {
      paystack.control.webhooks.setRules([{ duplicate: 3 }]);
      paystack.control.setFaults([{ match: { method: 'POST', path: '/customer/:code/identification' }, mode: 'slow', delayMs: 700, times: 1 }]);
      const { id } = await handIn(ADAEZE, { lastName: 'Eze' });
      const { asks } = await reaches(id, 'identity_number', 'failed');
      expect(asks).toHaveLength(1);
      expect(await eventsOf(asks[0]?.reference ?? '')).toBe(1);
    });
  });

  describe('Smile ID', () => {
    const tell = (reference: string, claims: 'passed' | 'failed', signedWith = 0, at = new Date()) => {
      const { rawBody, headers } = smileId.webhook(reference, { claims, signedWith, at });
      return fetch(smileId.callbackUrl(reference), { method: 'POST', headers, body: new Uint8Array(rawBody) });
    };

    it('runs a job, calls back with pictures, and is asked what it found', async () => {
      const { applicant, id } = await handIn([{ type: 'nin', value: newNumber() }]);
      const { reference } = await asked(id, 'identity_number');
      smileId.decide(reference, 'passed');
      expect((await tell(reference, 'passed', 1)).status).toBe(200);
      const { asks } = await reaches(id, 'identity_number', 'passed');
      expect(asks[0]).toMatchObject({ verifier: 'smile-id', providerReference: expect.stringMatching(/^\d{10}$/) });
      expect(asks[0]?.answers.at(-1)).toMatchObject({ status: 'Exact Match', checks: [{ name: 'number' }, { name: 'name' }, { name: 'date_of_birth' }] });
      await applicant.reaches(id, 'in_review');
      expect(smileId.billed(reference)).toBe(1);
    });

    it('is believed by its answer, whatever a callback says, whose signature fits any text', async () => {
      const { id } = await handIn([{ type: 'nin', value: newNumber() }]);
      const { reference } = await asked(id, 'identity_number');
      smileId.decide(reference, 'failed');
      expect((await tell(reference, 'passed')).status).toBe(200);
      await reaches(id, 'identity_number', 'failed');
      expect((await tell(reference, 'passed', 7)).status).toBe(401);
      expect((await tell(reference, 'passed', 0, new Date(Date.now() - 11 * 60_000))).status).toBe(401);
    });

    it('that says what nobody has heard before leaves it to the reviewer', async () => {
      const { id } = await handIn([{ type: 'nin', value: newNumber() }]);
      smileId.decide((await asked(id, 'identity_number')).reference, 'unheard-of');
      expect((await reaches(id, 'identity_number', 'review')).asks[0]?.answers.at(-1)).toMatchObject({ status: 'Provisionally approved', reasons: [{ code: 'smile_id_7777' }] });
    });
  });
});

describe('Dojah', () => {
  let server: TestServer;
  let service: DojahService;
  let chidi: Reviewer;

  beforeAll(async () => {
    service = await startDojah();
    // Levels never change once they are in force, so these need a database of their own.
    server = await startServer({
      from: 'empty',
      env: {
        KYC_VERIFIERS: 'dojah', KYC_LEVELS_FILE: levelsWanting([{ kind: 'document', mustPass: true }]), DOJAH_APP_ID: DOJAH_APP, DOJAH_SECRET_KEY: DOJAH_KEYS[0] ?? '', DOJAH_PREVIOUS_SECRET_KEYS: DOJAH_KEYS[1] ?? '',
        DOJAH_DOCUMENT_WIDGET: DOJAH_WIDGETS.document, DOJAH_URL: service.url, DOJAH_PAGE_URL: `${service.url}/page`, DOJAH_FILE_ORIGINS: service.url,
      },
    });
    chidi = await Reviewer.hire(server);
  });
  afterAll(() => service.stop());

  it('has a page to which the applicant goes, and pictures that are ours before their links die', async () => {
    const applicant = await Applicant.register(server);
    const id = await applicant.prepare();
    await applicant.submit(id);
    await applicant.reaches(id, 'checking');
    const begin = async () => (await applicant.user.http.request<{ data: OwnVerification[] }>('POST', `/api/kyc/applications/${id}/verifications`)).body.data[0];
    const url = (await eventually(begin))?.url ?? '';
    expect((await begin())?.url).toBe(url);
    const reference = await service.open(url);

    service.decide(reference, 'passed');
    const { rawBody, headers } = service.webhook(reference, { claims: 'passed', signedWith: 1, at: new Date() });
    const tell = (sent: Record<string, string>) => fetch(`${server.url}/api/webhooks/kyc/dojah`, { method: 'POST', headers: sent, body: new Uint8Array(rawBody) });
    expect((await tell({ ...headers, 'x-dojah-signature': '00' })).status).toBe(401);
    expect((await tell(headers)).status).toBe(200);
    await applicant.reaches(id, 'in_review');
    service.letLinksDie();

    const [found] = await verificationsOf(chidi, id);
    expect(found).toMatchObject({ kind: 'document', state: 'passed', asks: [{ verifier: 'dojah' }] });
    expect(found?.asks[0]?.files.map(({ name }) => name).toSorted()).toEqual(['document_back', 'document_front', 'liveness_frame']);
    expect(found?.asks[0]?.answers.at(-1)?.reasons).toEqual([{ code: 'read_from_document', text: 'ADAEZE OKAFOR 1990-04-23' }]);
    const link = await chidi.ask<{ data: { url: string } }>('POST', `/documents/${found?.asks[0]?.files[0]?.id}/links`, { purpose: 'review' });
    expect((await fetch(link.body.data.url, { headers: { authorization: `Bearer ${chidi.staff.token}` } })).status).toBe(200);
    await chidi.settle(id, 'approve');
    expect((await applicant.profile()).level).toBe('tier-1');
  });
});
