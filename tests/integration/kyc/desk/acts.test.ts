import { startServer, type TestServer } from '../../../support/index.ts';
import { Applicant, newNumber } from '../support/applicant.ts';
import { writeAsKyc } from '../support/applications.ts';
import { Reviewer } from '../support/desk.ts';
import { photo, uploaded } from '../support/documents.ts';
import { importPeople } from '../support/lists.ts';

describe('who reviews', () => {
  let server: TestServer;
  let ada: Applicant;
  let chidi: Reviewer;
  let dayo: Reviewer;
  let admin: Reviewer;
  const state = async (id: string) => (await ada.look(id)).body.data.state;
  const eventsTo = async (personId: string, type: string) => (await server.db.query<{ payload: object }>(`SELECT payload FROM domain_events WHERE type = $1 AND payload ->> 'personId' = $2 ORDER BY seq`, [type, personId])).rows;

  beforeAll(async () => {
    server = await startServer();
    [chidi, dayo, admin] = [await Reviewer.hire(server), await Reviewer.hire(server), await Reviewer.hire(server, 'strapi-super-admin')];
  });
  beforeEach(async () => {
    ada = await Applicant.register(server);
  });

  it('asks for corrections only of what the applicant can correct', async () => {
    const id = await ada.prepare();
    const { id: documentId } = await uploaded(ada.user.http, id, await photo(), { type: 'selfie' });
    await ada.submit(id);
    await ada.reaches(id, 'in_review');
    await chidi.claim(id);
    const refusal = (await chidi.decide(id, 'resubmit', { reasonCodes: ['document_unreadable'] })).body.error;
    expect(refusal).toMatchObject({ code: 'KYC_NOTHING_TO_CORRECT', message: expect.stringContaining('name_differs') as string });
    expect(await state(id)).toBe('in_review');
    await chidi.ask('POST', `/documents/${documentId}/verdict`, { state: 'refused', reasons: ['blurred'] });
    expect((await chidi.decide(id, 'resubmit', { reasonCodes: ['document_unreadable'] })).status).toBe(200);
    expect(await state(id)).toBe('needs_resubmission');
  });

  describe('that says that somebody is of high risk', () => {
    const setRisk = (who: Reviewer, personId: string, risk: string, reason = 'adverse_media') => who.ask('POST', `/profiles/${personId}/risk`, { risk, reason });

    it('has two people decide, also about what is under review, and once', async () => {
      const id = await ada.handIn();
      expect((await setRisk(chidi, ada.user.id, 'high')).status).toBe(403);
      expect((await setRisk(admin, ada.user.id, 'high')).status).toBe(204);
      expect((await setRisk(admin, ada.user.id, 'high')).status).toBe(204);
      expect((await chidi.queue(`?personId=${ada.user.id}&risk=high`)).data).toMatchObject([{ id, risk: 'high', needsSecondReview: true }]);
      await chidi.settle(id, 'approve');
      expect((await chidi.queue(`?personId=${ada.user.id}`)).data).toMatchObject([{ state: 'second_review' }]);
      expect((await ada.profile()).level).toBe('tier-0');
      await dayo.settle(id, 'approve');
      expect((await ada.profile()).level).toBe('tier-1');
      expect(await eventsTo(ada.user.id, 'kyc.risk_changed')).toMatchObject([{ payload: { from: 'standard', to: 'high' } }]);
      const noted = await server.db.query<{ data: object; actor: string }>(`SELECT data, actor FROM audit_entries WHERE action = 'kyc_profile.risk_changed' AND data::jsonb ->> 'applicationId' = $1`, [id]);
      expect(noted.rows).toMatchObject([{ actor: `staff:${admin.staff.id}`, data: { from: 'standard', to: 'high', reason: 'adverse_media' } }]);
    });

    it('cannot take a second review back from what is under review, and does from what comes later', async () => {
      const id = await ada.handIn();
      await setRisk(admin, ada.user.id, 'high');
      await setRisk(admin, ada.user.id, 'low', 'reassessed');
      expect((await chidi.queue(`?personId=${ada.user.id}`)).data).toMatchObject([{ risk: 'low', needsSecondReview: true }]);
      await chidi.settle(id, 'reject', { reasonCodes: ['outside_policy'] });
      await ada.handIn();
      expect((await chidi.queue(`?personId=${ada.user.id}`)).data).toMatchObject([{ risk: 'low', needsSecondReview: false }]);
    });

    it('is told of what does not exist, and of what is no risk', async () => {
      expect((await setRisk(admin, `usr_${'0'.repeat(26)}`, 'high')).status).toBe(404);
      expect((await setRisk(admin, ada.user.id, 'enormous')).status).toBe(400);
    });
  });

  describe('that finds somebody on a list', () => {
    const prepare = async () => {
      const id = await ada.prepare();
      await ada.say(id, { firstName: 'Evander', lastName: 'Quistgaard' });
      await ada.submit(id);
      await ada.reaches(id, 'in_review');
      return id;
    };
    const hitOf = async (id: string) => (await admin.ask<{ data: { hits: { id: string; disposition: string }[] } }>('GET', `/applications/${id}/screening`)).body.data.hits[0]?.id ?? '';
    const decideHit = (hitId: string, disposition: string, from = 'open') => admin.ask('POST', `/screening-hits/${hitId}/decide`, { disposition, from, reason: 'Compared the pictures' });

    beforeAll(() => importPeople(server, 'sought', [{ names: ['Evander Quistgaard'] }]));

    it('has it among what waits for a decision, and keeps it from being approved', async () => {
      const id = await prepare();
      expect((await chidi.queue('?openHits=true')).data).toMatchObject([{ id, flags: { openHits: true } }]);
      expect((await chidi.counts()).openHits).toEqual({ count: 1, isMore: false });
      await chidi.claim(id);
      expect((await chidi.decide(id, 'approve')).body.error?.code).toBe('KYC_CHECKS_OPEN');
      await decideHit(await hitOf(id), 'false_positive');
      expect((await chidi.queue('?openHits=true')).data).toEqual([]);
      expect((await chidi.decide(id, 'approve')).status).toBe(200);
    });

    it('is read by itself, which is recorded', async () => {
      const hitId = await hitOf(await prepare());
      const { body } = await admin.ask<{ data: { id: string; explanation: { name: { left: string } } } }>('GET', `/screening-hits/${hitId}`);
      expect(body.data).toMatchObject({ id: hitId, explanation: { name: { left: 'Evander Quistgaard' } }, subject: { names: ['Evander Quistgaard'], datesOfBirth: ['1990-04-23'], countries: ['NG'] } });
      const { rows } = await server.db.query<{ actor: string }>(`SELECT actor FROM audit_entries WHERE action = 'screening_hit.read' AND subject_id = $1`, [hitId]);
      expect(rows).toEqual([{ actor: `staff:${admin.staff.id}` }]);
      expect((await admin.ask('GET', `/screening-hits/kyh_${'0'.repeat(26)}`)).status).toBe(404);
    });

    it('takes the level of who had one at once, in the same transaction', async () => {
      const id = await prepare();
      const hitId = await hitOf(id);
      await decideHit(hitId, 'false_positive');
      await chidi.settle(id, 'approve');
      expect((await ada.profile()).level).toBe('tier-1');
      expect((await decideHit(hitId, 'confirmed', 'false_positive')).status).toBe(200);
      expect(await ada.profile()).toMatchObject({ state: 'revoked', limits: {} });
      expect(await eventsTo(ada.user.id, 'kyc.profile_revoked')).toHaveLength(1);
      const { rows } = await server.db.query<{ same: boolean }>(
        `SELECT count(DISTINCT e.xmin::text) = 1 AS same FROM audit_entries e WHERE (e.action = 'screening_hit.decided' AND e.subject_id = $1 AND e.data::jsonb ->> 'to' = 'confirmed')
           OR (e.action = 'kyc_profile.revoked' AND e.subject_id = (SELECT p.document_id FROM kyc_profiles p WHERE p.person_id = $2))`,
        [hitId, ada.user.id],
      );
      expect(rows[0]?.same).toBe(true);
    });

    it('and approves at the same moment, leaves nobody on the list with a level', async () => {
      for (let round = 0; round < 4; round += 1) {
        ada = await Applicant.register(server);
        const id = await prepare();
        const hitId = await hitOf(id);
        await decideHit(hitId, 'false_positive');
        await chidi.claim(id);
        const [approval, confirmation] = await Promise.all([chidi.decide(id, 'approve'), decideHit(hitId, 'confirmed', 'false_positive')]);
        expect(confirmation.status).toBe(200);
        expect([200, 409]).toContain(approval.status);
        expect(await ada.profile()).toMatchObject({ state: 'revoked', limits: {} });
      }
    });
  });

  describe('is shown figures', () => {
    const DAY = 86_400_000;
    const day = (offset: number) => new Date(Date.now() + offset * DAY).toISOString().slice(0, 10);
    interface Figures {
      decisions: number;
      approved: number;
      passedOn: number;
      rejected: number;
      resubmissions: number;
      overturned: number;
      firstDecision: { count: number; medianSeconds: number | null; p90Seconds: number | null };
    }
    interface Statistics {
      total: Figures & { handedIn: number };
      days: (Figures & { day: string; handedIn: number })[];
      reviewers: (Figures & { id: string; name: string })[];
      reasons: { code: string; count: number }[];
      overdueNow: { count: number };
    }
    const read = async (query: string) => (await admin.ask<{ data: Statistics }>('GET', `/statistics?${query}`)).body.data;
    const today = () => read(`from=${day(0)}&to=${day(1)}`);
    const minus = (after: Figures, before: Figures) => Object.fromEntries((['decisions', 'approved', 'passedOn', 'rejected', 'resubmissions', 'overturned'] as const).map((name) => [name, after[name] - before[name]]));

    it('of what was handed in and decided, and what was overturned', async () => {
      const before = (await today()).total;
      const number = newNumber();
      const bola = await Applicant.register(server);
      const [plain, shared] = [await bola.handIn([{ type: 'nin', value: number }]), await ada.handIn([{ type: 'nin', value: number }])];
      const [erin, femi] = [await Reviewer.hire(server), await Reviewer.hire(server)];
      await erin.settle(plain, 'approve');
      await erin.settle(shared, 'approve');
      await femi.settle(shared, 'reject', { reasonCodes: ['identity_of_another'] });
      const { total, days, reviewers, reasons } = await today();
      expect(total.handedIn - before.handedIn).toBe(2);
      expect(minus(total, before)).toEqual({ decisions: 3, approved: 1, passedOn: 1, rejected: 1, resubmissions: 0, overturned: 1 });
      expect(total.firstDecision.count - before.firstDecision.count).toBe(2);
      expect(total.firstDecision.medianSeconds).toBeGreaterThanOrEqual(0);
      expect(days).toMatchObject([{ day: day(0), handedIn: total.handedIn, decisions: total.decisions }]);
      const of = (who: Reviewer) => reviewers.find(({ id }) => id === who.staff.id);
      expect(of(erin)).toMatchObject({ name: 'Test Staff', decisions: 2, approved: 1, passedOn: 1, overturned: 1, firstDecision: { count: 2 } });
      expect(of(femi)).toMatchObject({ decisions: 1, rejected: 1, overturned: 0, firstDecision: { count: 0, medianSeconds: null } });
      expect(reasons).toContainEqual({ code: 'identity_of_another', count: expect.any(Number) as number });
      await admin.ask('POST', `/profiles/${bola.user.id}/restrict`, { to: 'revoked', reason: 'fraud_suspected' });
      expect((await today()).reviewers.find(({ id }) => id === erin.staff.id)?.overturned).toBe(2);
    });

    it('of days on which nothing happened, and of what is late', async () => {
      const id = await ada.handIn();
      await writeAsKyc(server, [`UPDATE kyc_applications SET due_at = now() - interval '1 day' WHERE document_id = $1`, [id]]);
      const quiet = await read('from=2020-02-01&to=2020-02-04&timeZone=Africa/Lagos');
      expect(quiet.days.map(({ day: on, decisions }) => [on, decisions])).toEqual([['2020-02-01', 0], ['2020-02-02', 0], ['2020-02-03', 0]]);
      expect(quiet.total).toMatchObject({ decisions: 0, firstDecision: { medianSeconds: null } });
      expect(quiet.overdueNow.count).toBeGreaterThan(0);
    });

    it.each(['from=2026-01-02&to=2026-01-01', 'from=2020-01-01&to=2026-01-01', 'from=2026-01-01&to=2026-01-02&timeZone=Nowhere', 'from=yesterday&to=2026-01-02'])('unless what it asks for makes no sense: %s', async (query) => {
      expect((await admin.ask('GET', `/statistics?${query}`)).status).toBe(400);
    });

    it('if they may see them', async () => {
      expect((await chidi.ask('GET', '/statistics?from=2026-01-01&to=2026-01-02')).status).toBe(403);
    });
  });
});
