import { eventually, startServer, type TestServer } from '../../support/index.ts';
import { startScriptedVerifier, type TestVerifier } from '../../support/scripted-verifier.ts';
import type { Applicant } from './support/applicant.ts';
import { Reviewer } from './support/desk.ts';
import { handInAs, levelsWanting, reaches, verificationsOf, type OwnVerification } from './support/verifications.ts';

/** A level may want something for which the applicant has to go to a page of the verifier's, and may insist on it. */
describe('a verification that needs the applicant', () => {
  let server: TestServer;
  let verifier: TestVerifier;
  let chidi: Reviewer;

  const begin = async ({ user }: Applicant, id: string) => {
    const { status, body } = await user.http.post<{ data: OwnVerification[]; error?: { code: string } }>(`/api/kyc/applications/${id}/verifications`);
    return { status, data: body.data, code: body.error?.code };
  };
  const own = async (applicant: Applicant, id: string) => ((await applicant.look(id)).body.data as unknown as { verifications: OwnVerification[] }).verifications;
  const finish = (url: string | null | undefined) => fetch(url ?? '', { method: 'POST' });
  const waiting = async (lastName: string) => {
    const { applicant, id } = await handInAs(server, lastName);
    await eventually(async () => ((await own(applicant, id))[0]?.state === 'waiting_for_you' ? true : undefined));
    return { applicant, id };
  };

  beforeAll(async () => {
    verifier = await startScriptedVerifier();
    server = await startServer({ from: 'empty', env: { ...verifier.env, KYC_LEVELS_FILE: levelsWanting([{ kind: 'selfie', mustPass: true }]) } });
    chidi = await Reviewer.hire(server);
  });
  beforeEach(() => verifier.misbehave(undefined));

  it('waits for them, opens one page however often they begin, and goes to review when they are done', async () => {
    const { applicant, id } = await waiting('Okafor');
    expect((await applicant.look(id)).body.data.state).toBe('checking');
    const [first, second] = await Promise.all([begin(applicant, id), begin(applicant, id)]);
    const third = await begin(applicant, id);
    expect([first.status, second.status, third.status]).toEqual([200, 200, 200]);
    const [page] = third.data;
    expect(page).toMatchObject({ kind: 'selfie', state: 'waiting_for_you', url: expect.stringMatching(/^http:/) });
    expect(verifier.questions.all().filter(({ reference }) => page?.url?.endsWith(reference))).toMatchObject([{ billed: 1 }]);
    expect(await own(applicant, id)).toEqual(third.data);
    await finish(page?.url);
    await reaches(server, id, 'passed');
    await applicant.reaches(id, 'in_review');
    expect(await own(applicant, id)).toEqual([{ kind: 'selfie', state: 'done', url: null, token: null, expiresAt: null }]);
    await chidi.claim(id);
    expect((await chidi.decide(id, 'approve')).status).toBe(200);
  });

  it('that must be a pass and is none keeps the application from being approved, and from nothing else', async () => {
    const { applicant, id } = await waiting('Fails');
    await finish((await begin(applicant, id)).data[0]?.url);
    await applicant.reaches(id, 'in_review');
    await chidi.claim(id);
    expect((await chidi.decide(id, 'approve')).body.error).toMatchObject({ code: 'KYC_CHECKS_OPEN', details: { checks: ['verification'] } });
    expect((await chidi.decide(id, 'reject', { reasonCodes: ['selfie_unclear'] })).status).toBe(200);
  });

  it('says so where the verifier does not answer, and begins when it does', async () => {
    const { applicant, id } = await waiting('Okafor');
    verifier.misbehave('server-error');
    expect(await begin(applicant, id)).toMatchObject({ status: 502, code: 'KYC_VERIFIER_UNAVAILABLE' });
    verifier.misbehave(undefined);
    expect((await begin(applicant, id)).data[0]?.url).toMatch(/^http:/);
  });

  it('is begun by its applicant alone', async () => {
    const { id } = await waiting('Okafor');
    const stranger = await waiting('Okafor');
    expect(await begin(stranger.applicant, id)).toMatchObject({ status: 404 });
  });

  it('whose page has expired gets another one, of the same question', async () => {
    const { applicant, id } = await waiting('Okafor');
    verifier.pages.seconds = 2;
    const first = (await begin(applicant, id)).data[0];
    await eventually(async () => ((await own(applicant, id))[0]?.url === null ? true : undefined));
    verifier.pages.seconds = 3_600;
    const second = (await begin(applicant, id)).data[0];
    expect(first?.url).toMatch(/^http:/);
    expect([second?.url, second?.state]).toEqual([first?.url, 'waiting_for_you']);
    expect(verifier.questions.all().find(({ reference }) => first?.url?.endsWith(reference))).toMatchObject({ billed: 1, calls: 2 });
    const [{ asks = [] } = { asks: [] }] = await verificationsOf(chidi, id);
    expect(asks).toHaveLength(1);
  });

  it('waits for three days, and then for nobody', async () => {
    const { applicant, id } = await waiting('Okafor');
    await server.run((_strapi, seconds, { kernel }) => kernel.clock.advanceSeconds(seconds), 72 * 3_600 + 60);
    expect((await reaches(server, id, 'unanswered')).note).toBe('timed_out');
    await eventually(async () => {
      const { rows } = await server.db.query<{ state: string }>('SELECT state FROM kyc_applications WHERE document_id = $1', [id]);
      return rows[0]?.state === 'in_review' ? applicant : undefined;
    });
  });
});
