import { startServer, type TestServer } from '../../support/index.ts';
import { Applicant, newNumber } from './support/applicant.ts';
import { Reviewer } from './support/desk.ts';

const AS_KYC = `(SELECT set_config('mangrove.writer', 'kyc', true)) AS w`;
const CLAIM_MINUTES = 15;

describe('a review', () => {
  let server: TestServer;
  let ada: Applicant;
  let chidi: Reviewer;
  let dayo: Reviewer;
  const rows = async <T>(text: string, values: unknown[] = []) => (await server.db.query(text, values)).rows as T[];
  const audits = async (id: string) => (await rows<{ action: string }>('SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY seq', [id])).map(({ action }) => action);
  const eventsOf = async (id: string) => (await rows<{ type: string }>('SELECT type FROM domain_events WHERE aggregate_id = $1 ORDER BY seq', [id])).map(({ type }) => type);
  /** One that two people must look at. */
  const handInShared = async () => {
    const number = newNumber();
    await (await Applicant.register(server)).handIn([{ type: 'nin', value: number }]);
    return ada.handIn([{ type: 'nin', value: number }]);
  };
  const later = (seconds: number) => server.run((_strapi, forward, { kernel }) => kernel.clock.advanceSeconds(forward), seconds);

  beforeAll(async () => {
    server = await startServer();
    [chidi, dayo] = [await Reviewer.hire(server), await Reviewer.hire(server)];
  });
  beforeEach(async () => {
    ada = await Applicant.register(server);
  });
  afterEach(() => server.run((_strapi, _args, { kernel }) => kernel.clock.reset()));

  it('that approves raises the level in the same moment, and the limits with it', async () => {
    const id = await ada.handIn();
    await chidi.settle(id, 'approve');
    expect((await ada.look(id)).body.data).toMatchObject({ state: 'approved', reasons: [], decidedAt: expect.any(String) as string });
    expect(await ada.profile()).toMatchObject({ level: 'tier-1', state: 'active', applicationId: null, limits: { NGN: { perDayMinor: '5000000' } } });
    expect(await eventsOf(id)).toEqual(['kyc.application_created', 'kyc.application_submitted', 'kyc.application_checked', 'kyc.application_approved']);
    const [raised] = await rows<{ payload: object }>(`SELECT payload FROM domain_events WHERE type = 'kyc.level_raised' AND payload ->> 'personId' = $1`, [ada.user.id]);
    expect(raised?.payload).toMatchObject({ from: 'tier-0', to: 'tier-1' });
    expect(await audits(id)).toEqual(['kyc_application.created', 'kyc_application.changed', 'kyc_application.submitted', 'kyc_application.checked', 'kyc_application.claimed', 'kyc_application.decided', 'kyc_application.read']);
    expect((await ada.begin()).body.error).toMatchObject({ code: 'KYC_LEVEL_NOT_ABOVE' });
  });

  it('needs the application to be claimed, and only one holds it', async () => {
    const id = await ada.handIn();
    expect((await chidi.decide(id, 'approve')).body.error?.code).toBe('KYC_NOT_CLAIMED');
    const claims = await Promise.all([chidi.claim(id), dayo.claim(id)]);
    expect(claims.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [holder, other] = claims[0].status === 200 ? [chidi, dayo] : [dayo, chidi];
    expect((await other.claim(id)).body.error?.code).toBe('KYC_CLAIMED_BY_ANOTHER');
    expect((await other.decide(id, 'approve')).body.error?.code).toBe('KYC_NOT_CLAIMED');
    await other.release(id);
    expect((await holder.claim(id)).status).toBe(200);
    await holder.release(id);
    expect((await other.claim(id)).status).toBe(200);
    expect((await chidi.claim(`kyc_${'0'.repeat(26)}`)).status).toBe(404);
  });

  it('keeps a claim for some minutes after the last sign of life', async () => {
    const id = await ada.handIn();
    await chidi.claim(id);
    await later((CLAIM_MINUTES - 1) * 60);
    expect((await chidi.claim(id)).status).toBe(200);
    await later((CLAIM_MINUTES - 1) * 60);
    expect((await dayo.claim(id)).status).toBe(409);
    await later(120);
    expect((await chidi.decide(id, 'approve')).body.error?.code).toBe('KYC_NOT_CLAIMED');
    expect((await dayo.claim(id)).status).toBe(200);
    expect((await audits(id)).filter((action) => action === 'kyc_application.claimed')).toHaveLength(2);
  });

  it('is made once, also when it is asked for twice at the same moment', async () => {
    const id = await ada.handIn();
    await chidi.claim(id);
    const answers = await Promise.all([chidi.decide(id, 'approve'), chidi.decide(id, 'approve'), chidi.decide(id, 'reject', { reasonCodes: ['outside_policy'] })]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await rows('SELECT FROM kyc_decisions WHERE application_id = $1', [id])).toHaveLength(1);
  });

  it('tells the applicant public reasons, and colleagues the rest', async () => {
    const id = await ada.handIn();
    await chidi.settle(id, 'reject', { reasonCodes: ['list_match'], publicNote: 'Write to us.', internalNote: 'Unmistakable hit' });
    const { body } = await ada.look(id);
    expect(body.data).toMatchObject({ state: 'rejected', reasons: [{ code: 'list_match', text: 'We cannot offer you this level.' }], note: 'Write to us.' });
    expect(JSON.stringify(body)).not.toMatch(/Unmistakable|tipping|stf_/);
    expect((await dayo.file(id)).body.data.decisions).toEqual([expect.objectContaining({ outcome: 'reject', internalNote: 'Unmistakable hit' })]);
    const [kept] = await rows<{ text: string }>(`SELECT string_agg(d::text, ' ') AS text FROM kyc_decisions d`);
    expect(kept?.text).not.toContain(Buffer.from('Unmistakable').toString('hex'));
    expect((await ada.profile()).level).toBe('tier-0');
    expect((await ada.begin()).status).toBe(201);
  });

  it.each([
    ['reject', [], 'KYC_REASON_UNKNOWN'], ['reject', ['nonsense'], 'KYC_REASON_UNKNOWN'], ['resubmit', ['list_match'], 'KYC_REASON_UNKNOWN'], ['approve', ['name_differs'], 'KYC_REASON_UNKNOWN'], ['maybe', [], 'KERNEL_VALIDATION_FAILED'],
  ])('that says "%s" for the reasons %j is refused', async (outcome, reasonCodes, code) => {
    const id = await ada.handIn();
    await chidi.claim(id);
    expect((await chidi.decide(id, outcome, { reasonCodes })).body.error?.code).toBe(code);
    expect((await ada.look(id)).body.data.state).toBe('in_review');
  });

  it('can ask for corrections, and the next attempt is reviewed anew, up to a cap', async () => {
    const id = await ada.handIn();
    for (let attempt = 1; attempt < 5; attempt += 1) {
      await chidi.settle(id, 'resubmit', { reasonCodes: ['name_differs'] });
      expect((await ada.look(id)).body.data).toMatchObject({ state: 'needs_resubmission', attempt, reasons: [{ code: 'name_differs' }], missing: { details: [] } });
      await ada.say(id, { firstName: `Ada ${'abcd'[attempt - 1] ?? ''}` });
      await ada.submit(id);
      await ada.reaches(id, 'in_review');
    }
    await chidi.claim(id);
    expect((await chidi.decide(id, 'resubmit', { reasonCodes: ['name_differs'] })).body.error?.code).toBe('KYC_ATTEMPTS_USED_UP');
    expect((await chidi.decide(id, 'approve')).status).toBe(200);
  });

  it('is confirmed by a second person where that is needed, and never by the same', async () => {
    const id = await handInShared();
    await chidi.settle(id, 'approve');
    expect((await ada.look(id)).body.data.state).toBe('in_review');
    expect((await ada.profile()).level).toBe('tier-0');
    expect((await chidi.claim(id)).body.error?.code).toBe('KYC_SECOND_REVIEWER_SAME');
    await dayo.settle(id, 'approve');
    expect((await ada.look(id)).body.data.state).toBe('approved');
    expect((await ada.profile()).level).toBe('tier-1');
    expect(await eventsOf(id)).toContain('kyc.second_review_needed');
  });

  it('is not done by somebody about themselves, whichever account they use', async () => {
    const { staffId, userId } = { staffId: chidi.staff.id, userId: ada.user.id };
    const id = await ada.handIn();
    await server.db.query(`INSERT INTO staff_links (id, staff_id, user_id) SELECT 'lnk_1', s.id, u.id FROM admin_users s, up_users u WHERE s.document_id = $1 AND u.document_id = $2`, [staffId, userId]);
    expect((await chidi.claim(id)).body.error?.code).toBe('KYC_OWN_APPLICATION');
    await server.db.query('DELETE FROM staff_links');
    expect((await chidi.claim(id)).status).toBe(200);
  });

  it('cannot be gone around, whoever writes', async () => {
    const id = await handInShared();
    const set = (change: string) => server.db.query(`UPDATE kyc_applications SET ${change} FROM ${AS_KYC} WHERE document_id = $1`, [id]);
    const decision = (person: string, outcome = 'approve') =>
      `INSERT INTO kyc_decisions (id, application_id, attempt, outcome, actor, person, reason_codes, at) SELECT 'kdc_${person}', '${id}', 1, '${outcome}', '${person}', '${person}', '{}', now() FROM ${AS_KYC}`;
    await expect(server.db.query(`UPDATE kyc_applications SET state = 'approved' WHERE document_id = $1`, [id])).rejects.toThrow('change only through the acts of the kyc plugin');
    await expect(set(`state = 'approved'`)).rejects.toThrow('without the decisions that it needs');
    await expect(set(`state = 'rejected'`)).rejects.toThrow('refused without a decision');
    await expect(set(`state = 'draft'`)).rejects.toThrow('cannot go from in_review to draft');
    await expect(set(`person_id = 'usr_x'`)).rejects.toThrow('never changes');
    await expect(set(`level_version = 1`)).rejects.toThrow('was handed in');
    await expect(set('needs_second_review = false')).rejects.toThrow('cannot be taken back');
    await expect(server.db.query(decision(`user:${ada.user.id}`))).rejects.toThrow('Nobody decides about their own application');
    await server.db.query(decision('staff:one'));
    await expect(set(`state = 'approved'`)).rejects.toThrow('without the decisions that it needs');
    await expect(server.db.query(decision('staff:one').replace('kdc_', 'kdc_2'))).rejects.toThrow('kyc_decisions_one_a_person');
    for (const statement of [`UPDATE kyc_decisions SET outcome = 'reject' FROM ${AS_KYC}`, `DELETE FROM kyc_decisions USING ${AS_KYC}`, 'TRUNCATE kyc_decisions', `DELETE FROM kyc_applications USING ${AS_KYC}`, `DELETE FROM kyc_profiles USING ${AS_KYC}`]) {
      await expect(server.db.query(statement)).rejects.toThrow(/never changed or removed/);
    }
    await expect(server.db.query(`INSERT INTO kyc_applications (document_id, person_id, level, level_version, state, attempt, revision, needs_second_review, expires_at, created_at) SELECT 'kyc_x', $1, 'tier-1', 2, 'draft', 1, 1, false, now(), now() FROM ${AS_KYC}`, [ada.user.id])).rejects.toThrow('kyc_applications_one_open');
    expect((await ada.look(id)).body.data.state).toBe('in_review');
  });

  it('begins with what the person has said, numbers masked, and each look is recorded', async () => {
    const number = newNumber();
    const other = await (await Applicant.register(server)).handIn([{ type: 'nin', value: number }]);
    const id = await ada.handIn([{ type: 'nin', value: number }]);
    const { status, body } = await chidi.file(id);
    expect([status, body.data.details, body.data.identifiers]).toEqual([200, { firstName: 'Adaeze', lastName: 'Okafor', dateOfBirth: '1990-04-23', country: 'NG' }, [{ type: 'nin', masked: `*******${number.slice(7)}`, sharedWith: [other] }]]);
    expect((await chidi.reveal(id, 'nin', 'curiosity')).body.error?.code).toBe('KERNEL_VALIDATION_FAILED');
    expect((await chidi.reveal(id, 'nin', 'ask_the_issuer')).body.data.value).toBe(number);
    expect((await chidi.reveal(id, 'bvn', 'ask_the_issuer')).status).toBe(404);
    expect((await audits(id)).slice(-2)).toEqual(['kyc_application.read', 'kyc_number.revealed']);
    const [entry] = await rows<{ data: object; actor: string }>(`SELECT data, actor FROM audit_entries WHERE subject_id = $1 AND action = 'kyc_number.revealed'`, [id]);
    expect(entry).toEqual({ data: { type: 'nin', purpose: 'ask_the_issuer' }, actor: `staff:${chidi.staff.id}` });
    await server.db.query('SELECT mangrove_forget($1)', [[ada.user.id]]);
    expect((await chidi.file(id)).body.data).toMatchObject({ state: 'in_review', details: null, identifiers: [] });
    expect((await chidi.reveal(id, 'nin', 'ask_the_issuer')).status).toBe(410);
  });

  it('finds its work in the queue, what is due first at the top', async () => {
    const mine = [await ada.handIn(), await (await Applicant.register(server)).handIn(), await (await Applicant.register(server)).handIn()];
    await chidi.claim(mine[1] ?? '');
    const all: string[] = [];
    const dueDates: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { data, meta } = await chidi.queue(`?limit=2${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
      all.push(...data.map(({ id }) => id));
      dueDates.push(...data.map(({ dueAt }) => dueAt));
      cursor = meta.nextCursor;
    }
    expect(all.filter((id) => mine.includes(id))).toEqual(mine);
    expect(new Set(all).size).toBe(all.length);
    expect(dueDates).toEqual([...dueDates].sort());
    const ids = async (query: string) => (await chidi.queue(query)).data.map(({ id }) => id).filter((id) => mine.includes(id));
    expect(await ids('?claimed=mine&limit=100')).toEqual([mine[1]]);
    expect(await ids('?claimed=free&limit=100')).toEqual([mine[0], mine[2]]);
    expect(await ids(`?personId=${ada.user.id}`)).toEqual([mine[0]]);
    expect(await ids('?state=second_review')).toEqual([]);
    expect(await ids('?level=tier-2')).toEqual([]);
    await dayo.claim(mine[0] ?? '');
    expect((await chidi.queue(`?personId=${ada.user.id}`)).data).toMatchObject([{ id: mine[0], isOverdue: false, claim: { by: { id: dayo.staff.id, name: 'Test Staff' } } }]);
    await later(25 * 3_600);
    expect((await chidi.queue(`?personId=${ada.user.id}`)).data).toMatchObject([{ id: mine[0], isOverdue: true, claim: null }]);
  });

  it('can be taken out of the hands of a person by suspending or revoking, never the other way', async () => {
    const boss = await Reviewer.hire(server, 'strapi-super-admin');
    await chidi.settle(await ada.handIn(), 'approve');
    const restrict = (who: Reviewer, to: string) => who.ask('POST', `/profiles/${ada.user.id}/restrict`, { to, reason: 'fraud_suspected' });
    expect((await restrict(chidi, 'revoked')).status).toBe(403);
    expect((await restrict(boss, 'suspended')).status).toBe(204);
    expect(await ada.profile()).toMatchObject({ level: 'tier-0', state: 'suspended' });
    expect((await restrict(boss, 'revoked')).status).toBe(204);
    expect((await restrict(boss, 'revoked')).status).toBe(204);
    expect((await restrict(boss, 'suspended')).status).toBe(409);
    expect(await ada.profile()).toMatchObject({ state: 'revoked', limits: {} });
    await chidi.settle(await ada.handIn(), 'approve');
    expect(await ada.profile()).toMatchObject({ level: 'tier-1', state: 'active' });
  });

  it('is due again after the time for which a level holds, and without it the level lapses', async () => {
    const sweep = () => server.run((strapi, _args, { load }) => load<{ reviewProfiles(of: typeof strapi): Promise<number> }>('./dist/plugins/kyc/server/src/services/janitor.js').reviewProfiles(strapi));
    await chidi.settle(await ada.handIn(), 'approve');
    await server.db.query(`UPDATE kyc_profiles SET next_review_at = now() + interval '100 days', lapses_at = now() + interval '130 days' FROM ${AS_KYC} WHERE person_id = $1`, [ada.user.id]);
    await server.run((_strapi, _args, { kernel }) => kernel.clock.advanceSeconds(101 * 86_400));
    await sweep();
    const standing = () =>
      server.run(async (strapi, id, { kernel, load }) => {
        const { level, state } = await kernel.transaction(strapi, (tx) => load<typeof import('#kyc')>('#kyc').limitsOf(tx, id, 'NGN', kernel.clock.now()));
        return [level, state];
      }, ada.user.id);
    expect(await standing()).toEqual(['tier-1', 'review_due']);
    await later(30 * 86_400);
    expect(await standing()).toEqual(['tier-0', 'review_due']);
    await sweep();
    expect(await standing()).toEqual(['tier-0', 'suspended']);
  });
});
