import { signWebhook } from '../../../sandbox/scripted-verifier/index.ts';
import { eventually, startServer, type Patience, type TestServer } from '../../support/index.ts';
import { SCRIPTED_SECRETS, startScriptedVerifier, type TestVerifier } from '../../support/scripted-verifier.ts';
import { writeAsKyc } from './support/applications.ts';
import { Reviewer } from './support/desk.ts';
import { handInAs, reaches, verificationsOf } from './support/verifications.ts';

/** Somebody else finds out who applicants are, over real HTTP, and cannot be relied upon. */
describe('a verifier', () => {
  let server: TestServer;
  let verifier: TestVerifier;
  let chidi: Reviewer;

  const settled = async (lastName: string, state: string, patience?: Patience) => {
    const { applicant, id } = await handInAs(server, lastName);
    const ended = await reaches(server, id, state, patience);
    await applicant.reaches(id, 'in_review');
    return { applicant, id, ...ended };
  };
  const approve = async (id: string) => {
    await chidi.claim(id);
    expect((await chidi.decide(id, 'approve')).status).toBe(200);
  };
  const count = async (text: string, values: unknown[]) => Number((await server.db.query<{ n: string }>(text, values)).rows[0]?.n);
  const tell = (reference: string, claims: string, secret: string = SCRIPTED_SECRETS[0], at = new Date()) => {
    const { rawBody, headers } = signWebhook({ id: 'sq_any', reference }, claims, { secret, at });
    return fetch(`${server.url}/api/webhooks/kyc/scripted`, { method: 'POST', headers, body: new Uint8Array(rawBody) });
  };

  beforeAll(async () => {
    verifier = await startScriptedVerifier();
    server = await startServer({ env: { ...verifier.env, KYC_VERIFIERS: 'scripted,manual' } });
    chidi = await Reviewer.hire(server);
  });
  beforeEach(() => verifier.misbehave(undefined));

  it('is asked about whoever hands in, and what it says is advice for the reviewer', async () => {
    const { applicant, id, reference } = await settled('Okafor', 'passed');
    const [only, ...others] = await verificationsOf(chidi, id);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ kind: 'identity_number', attempt: 1, round: 1, isCurrent: true, state: 'passed', asks: [{ verifier: 'scripted', state: 'answered', error: null }] });
    expect(only?.asks[0]?.answers.at(-1)).toMatchObject({ verdict: 'passed', status: 'passed', checks: [{ name: 'number', outcome: 'passed', score: 1 }] });
    expect(only?.asks[0]?.latencyMs).toBeGreaterThanOrEqual(0);
    expect(verifier.questions.find(reference)).toMatchObject({ billed: 1, calls: 1 });
    // Nobody has a level by it, and its subject hears nothing of what was found.
    expect((await applicant.profile()).level).toBe('tier-0');
    expect((await applicant.look(id)).body.data).toMatchObject({ verifications: [{ kind: 'identity_number', state: 'done', url: null }] });
  });

  it('has its files copied at once, sealed, and opened by staff alone', async () => {
    const { id } = await settled('Okafor', 'passed');
    const [file] = (await verificationsOf(chidi, id))[0]?.asks[0]?.files ?? [];
    expect(file).toMatchObject({ name: 'portrait', mediaType: 'image/jpeg' });
    const link = await chidi.ask<{ data: { url: string } }>('POST', `/documents/${file?.id}/links`, { purpose: 'review' });
    expect(link.status).toBe(201);
    const answer = await fetch(link.body.data.url, { headers: { authorization: `Bearer ${chidi.staff.token}` } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  });

  it('that says no, or is not sure, sends it to review like that', async () => {
    expect(await settled('Fails', 'failed')).toMatchObject({ note: null });
    expect(await settled('Reviews', 'review')).toMatchObject({ note: null });
  });

  it('that says a word nobody has heard before is read by a person', async () => {
    const { id } = await settled('Unheard', 'review');
    expect((await verificationsOf(chidi, id))[0]?.asks[0]?.answers.at(-1)).toMatchObject({ verdict: 'review', status: 'unheard-of' });
  });

  it('that lies in its webhook is asked, and its answer counts', async () => {
    const { id } = await settled('Liar', 'failed');
    expect(await count(`SELECT count(*) AS n FROM kyc_verifier_answers a JOIN kyc_verifications v ON v.id = a.verification_id WHERE v.application_id = $1 AND a.verdict = 'passed'`, [id])).toBe(0);
  });

  it('that repeats itself is heard once', async () => {
    const { id } = await settled('Repeats', 'passed');
    const events = () => count('SELECT count(*) AS n FROM kyc_verifier_events e JOIN kyc_verifier_asks k ON k.id = e.ask_id JOIN kyc_verifications v ON v.id = k.verification_id WHERE v.application_id = $1', [id]);
    await eventually(async () => ((await count(`SELECT count(*) AS n FROM inbox_messages m JOIN inbox_deliveries d ON d.message_id = m.id WHERE m.provider = 'kyc:scripted' AND m.subject LIKE '%' || (SELECT k.reference FROM kyc_verifier_asks k JOIN kyc_verifications v ON v.id = k.verification_id WHERE v.application_id = $1) || '%' AND d.settled_at IS NOT NULL`, [id])) === 5 ? true : undefined));
    expect(await events()).toBe(1);
    expect(await count(`SELECT count(*) AS n FROM kyc_verifier_answers a JOIN kyc_verifications v ON v.id = a.verification_id WHERE v.application_id = $1 AND a.verdict = 'passed'`, [id])).toBe(1);
  });

  it('whose webhook comes before the answer to our call is heard once that has come', async () => {
    const { id } = await settled('Early', 'passed');
    expect(await count('SELECT count(*) AS n FROM kyc_verifier_asks k JOIN kyc_verifications v ON v.id = k.verification_id WHERE v.application_id = $1', [id])).toBe(1);
  });

  it('whose answer is lost is not asked, or billed, twice: the question is found by our reference', async () => {
    const { reference } = await settled('Hangs', 'passed');
    expect(verifier.questions.find(reference)).toMatchObject({ billed: 1, calls: 1 });
  });

  it('that cannot be reached leaves it to the next one, and nothing to chance', async () => {
    verifier.misbehave('server-error');
    const { id, note } = await settled('Okafor', 'review', { timeoutMs: 40_000 });
    expect(note).toBeNull();
    const [{ asks = [] } = { asks: [] }] = await verificationsOf(chidi, id);
    expect(asks.map(({ verifier: code, state, error }) => [code, state, error])).toEqual([['scripted', 'failed', 'KYC_VERIFIER_UNAVAILABLE'], ['manual', 'answered', null]]);
  });

  it('that refuses is believed, and nobody else is asked', async () => {
    const { id, note } = await settled('Refused', 'review');
    expect(note).toBe('refused');
    expect((await verificationsOf(chidi, id))[0]?.asks.map(({ verifier: code, state, error }) => [code, state, error])).toEqual([['scripted', 'refused', 'KYC_VERIFIER_REFUSED number_not_covered']]);
  });

  it('that takes a pass back suspends the level that stands on it, and gives nothing back', async () => {
    const { applicant, id, reference } = await settled('Okafor', 'passed');
    await approve(id);
    await verifier.decide(reference, 'failed');
    await eventually(async () => ((await applicant.profile()).state === 'suspended' ? true : undefined));
    await reaches(server, id, 'failed');
    const before = await count(`SELECT count(*) AS n FROM kyc_verifier_events`, []);
    await verifier.decide(reference, 'passed');
    await eventually(async () => ((await count(`SELECT count(*) AS n FROM kyc_verifier_events`, [])) > before ? true : undefined));
    await eventually(async () => ((await count(`SELECT count(*) AS n FROM kyc_verifier_answers a JOIN kyc_verifications v ON v.id = a.verification_id WHERE v.application_id = $1 AND a.verdict = 'passed'`, [id])) === 2 ? true : undefined));
    expect([(await applicant.profile()).state, (await verificationsOf(chidi, id))[0]?.state]).toEqual(['suspended', 'failed']);
    expect(await count(`SELECT count(*) AS n FROM audit_entries WHERE action = 'kyc_verification.reversed'`, [])).toBe(1);
  });

  it('that begins to doubt has the level proved again, while it holds', async () => {
    const { applicant, id, reference } = await settled('Okafor', 'passed');
    await approve(id);
    await verifier.decide(reference, 'review');
    await eventually(async () => ((await applicant.profile()).state === 'review_due' ? true : undefined));
    expect((await applicant.profile()).level).toBe('tier-1');
  });

  it('asked again by staff answers anew, and an approval waits for it', async () => {
    const { id, reference } = await settled('Fails', 'failed');
    const [first] = await verificationsOf(chidi, id);
    await chidi.claim(id);
    const again = await chidi.ask<{ data: { round: number; isCurrent: boolean }[] }>('POST', `/verifications/${first?.id}/ask-again`);
    expect([again.status, again.body.data.map(({ round, isCurrent }) => [round, isCurrent])]).toEqual([200, [[2, true], [1, false]]]);
    await eventually(async () => ((await verificationsOf(chidi, id))[0]?.state === 'failed' ? true : undefined));
    expect(verifier.questions.find(reference)?.billed).toBe(1);
    expect((await chidi.decide(id, 'approve')).status).toBe(200);
  });

  it('is heard by nobody without a signature that fits, and with either of two secrets', async () => {
    const { reference } = await settled('Fails', 'failed');
    expect((await tell(reference, 'passed', 'somebody-elses')).status).toBe(401);
    expect((await tell(reference, 'passed', SCRIPTED_SECRETS[0], new Date(Date.now() - 3_600_000))).status).toBe(401);
    expect((await tell(reference, 'passed', SCRIPTED_SECRETS[1])).status).toBe(200);
    expect((await fetch(`${server.url}/api/webhooks/kyc/nobody`, { method: 'POST', body: '{}' })).status).toBe(404);
    expect((await fetch(`${server.url}/api/webhooks/kyc/manual`, { method: 'POST', body: '{}' })).status).toBe(401);
    expect((await fetch(`${server.url}/api/webhooks/kyc/scripted`, { method: 'POST', body: 'x'.repeat(5_000_000) })).status).toBe(413);
  });

  it('forgets whom we forget, and nothing of what it said can be read here any more', async () => {
    const { applicant, id, reference } = await settled('Okafor', 'passed');
    await eventually(async () => ((await count(`SELECT count(*) AS n FROM inbox_deliveries WHERE provider = 'kyc:scripted' AND settled_at IS NOT NULL AND body_key IS NOT NULL`, [])) === 0 ? true : undefined));
    await server.db.query('SELECT mangrove_forget($1)', [[applicant.user.id]]);
    const [after] = await verificationsOf(chidi, id);
    expect(after).toMatchObject({ state: 'passed' });
    expect(after?.asks[0]?.answers.at(-1)).toMatchObject({ verdict: 'passed', status: null, checks: [], reasons: [] });
    await eventually(() => verifier.questions.find(reference) === undefined, { timeoutMs: 25_000 });
    await eventually(async () => ((await count('SELECT count(*) AS n FROM kyc_verifier_asks WHERE reference = $1 AND erased_at IS NOT NULL', [reference])) === 1 ? true : undefined));
  });

  it('cannot be passed by a statement typed by hand', async () => {
    const { id } = await settled('Fails', 'failed');
    const { id: silent } = await handInAs(server, 'Silent');
    await reaches(server, silent, 'pending');
    const pass = (application: string) => writeAsKyc(server, [`UPDATE kyc_verifications SET state = 'passed', ended_at = now() WHERE application_id = $1`, [application]]);
    await expect(pass(id)).rejects.toThrow(/cannot go from failed to passed|without an answer/);
    await expect(pass(silent)).rejects.toThrow('without an answer that says so');
    await expect(server.db.query('DELETE FROM kyc_verifier_answers')).rejects.toThrow('Rows of kyc_verifier_answers');
  });

  it('asked by a server that dies in the middle is asked once', async () => {
    const { id } = await handInAs(server, 'Gone');
    const asked = await eventually(() => verifier.questions.all().find(({ scenario, calls }) => scenario.hangs === Number.POSITIVE_INFINITY && calls === 1));
    await server.kill();
    await verifier.decide(asked.reference, 'passed', { isTold: false });
    await server.restart();
    expect((await reaches(server, id, 'passed')).reference).toBe(asked.reference);
    expect(asked).toMatchObject({ billed: 1, calls: 1 });
  });

  it('is waited for until a deadline, and asked nothing more where the applicant withdraws', async () => {
    const silent = await handInAs(server, 'Silent');
    await reaches(server, silent.id, 'pending');
    expect((await silent.applicant.withdraw(silent.id)).status).toBe(200);
    expect((await reaches(server, silent.id, 'unanswered')).note).toBe('withdrawn');
    const patient = await handInAs(server, 'Silent');
    await reaches(server, patient.id, 'pending');
    await server.run((_strapi, seconds, { kernel }) => kernel.clock.advanceSeconds(seconds), 3_700);
    expect((await reaches(server, patient.id, 'unanswered')).note).toBe('timed_out');
    await patient.applicant.reaches(patient.id, 'in_review');
  });
});
