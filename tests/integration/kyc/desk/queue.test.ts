import { startServer, type TestServer } from '../../../support/index.ts';
import { Applicant, newNumber } from '../support/applicant.ts';
import { writeAsKyc } from '../support/applications.ts';
import { Reviewer } from '../support/desk.ts';

describe('the queue', () => {
  let server: TestServer;
  let chidi: Reviewer;
  let dayo: Reviewer;
  const handIn = async (identifiers?: object[]) => {
    const person = await Applicant.register(server);
    return { person, id: await person.handIn(identifiers) };
  };
  const ids = async (query: string, who = chidi) => (await who.queue(query)).data.map(({ id }) => id);
  const setRisk = (id: string, risk: string) => writeAsKyc(server, ['UPDATE kyc_applications SET risk = $2 WHERE document_id = $1', [id, risk]]);
  const dueIn = (id: string, minutes: number) => writeAsKyc(server, [`UPDATE kyc_applications SET due_at = now() AT TIME ZONE 'UTC' + make_interval(mins => $2) WHERE document_id = $1`, [id, minutes]]);
  /** Nothing is left to review. */
  const clear = async () => {
    const { data } = await chidi.queue('?limit=100');
    for (const { id } of data) await writeAsKyc(server, [`UPDATE kyc_applications SET state = 'withdrawn', claimed_by = NULL, claimed_until = NULL WHERE document_id = $1`, [id]]);
  };

  beforeAll(async () => {
    server = await startServer();
    [chidi, dayo] = [await Reviewer.hire(server), await Reviewer.hire(server)];
  });
  beforeEach(clear);
  afterEach(() => server.run((_strapi, _args, { kernel }) => kernel.clock.reset()));

  it('puts what is due first at the top, or the riskiest, or the newest, page after page', async () => {
    const [low, later, high, soon] = [await handIn(), await handIn(), await handIn(), await handIn()].map(({ id }) => id) as [string, string, string, string];
    await setRisk(low, 'low');
    await setRisk(high, 'high');
    for (const [id, minutes] of [[low, 10], [soon, 20], [later, 30], [high, 40]] as const) await dueIn(id, minutes);
    const orders = { due: [low, soon, later, high], risk: [high, soon, later, low], newest: [high, later, soon, low] };
    for (const [order, expected] of Object.entries(orders)) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { data, meta }: Awaited<ReturnType<Reviewer['queue']>> = await chidi.queue(`?order=${order}&limit=1${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
        seen.push(...data.map(({ id }) => id));
        cursor = meta.nextCursor;
      }
      expect([order, seen]).toEqual([order, expected]);
    }
  });

  it('is filtered by state, level, risk, holder, what is late and what two must agree on', async () => {
    const number = newNumber();
    const [plain, shared, late] = [await handIn(), await handIn([{ type: 'nin', value: number }]), await handIn()].map(({ id }) => id) as [string, string, string];
    const twin = (await handIn([{ type: 'nin', value: number }])).id;
    await setRisk(plain, 'high');
    await dueIn(late, -5);
    await chidi.claim(shared);
    await dayo.settle(twin, 'approve');
    expect(await ids('?risk=high')).toEqual([plain]);
    expect(await ids('?claimed=mine')).toEqual([shared]);
    expect(await ids('?claimed=mine', dayo)).toEqual([]);
    expect(await ids('?claimed=others', dayo)).toEqual([shared]);
    expect((await ids('?claimed=free')).sort()).toEqual([plain, late, twin].sort());
    expect(await ids('?overdue=true&order=risk')).toEqual([late]);
    expect(await ids('?secondReview=true')).toEqual([twin]);
    expect(await ids('?state=second_review')).toEqual([twin]);
    expect(await ids('?level=tier-2')).toEqual([]);
    expect((await ids('?level=tier-1&risk=standard')).sort()).toEqual([shared, late, twin].sort());
    expect((await chidi.ask('GET', '/applications?state=nonsense')).status).toBe(400);
  });

  it('marks what has something in common with somebody else, and what the reader has decided', async () => {
    const number = newNumber();
    const one = (await handIn([{ type: 'nin', value: number }])).id;
    const other = (await handIn([{ type: 'nin', value: number }])).id;
    await chidi.settle(other, 'approve');
    const rows = new Map((await chidi.queue()).data.map((row) => [row.id, row]));
    // All of them give the same name and date of birth.
    expect(rows.get(one)).toMatchObject({ flags: { sharedNumber: true, sharedFile: false, sharedName: true, openHits: false }, isDecidedByYou: false, needsSecondReview: false });
    expect(rows.get(other)).toMatchObject({ isDecidedByYou: true, needsSecondReview: true, state: 'second_review' });
    expect((await dayo.queue('?state=second_review')).data[0]?.isDecidedByYou).toBe(false);
  });

  it('counts what each view has', async () => {
    const [one, two] = [await handIn(), await handIn()].map(({ id }) => id) as [string, string];
    await chidi.claim(one);
    await dueIn(two, -5);
    expect(await chidi.counts()).toMatchObject({ inReview: { count: 2, isMore: false }, mine: { count: 1 }, overdue: { count: 1 }, claimedByOthers: { count: 0 }, secondReview: { count: 0 }, highRisk: { count: 0 }, openHits: { count: 0 } });
    expect(await dayo.counts()).toMatchObject({ mine: { count: 0 }, claimedByOthers: { count: 1 } });
  });

  it('is searched by id, person, address and number; to look for a number is recorded without it', async () => {
    const number = newNumber();
    const { person, id } = await handIn([{ type: 'nin', value: number }]);
    const found = async (body: object) => (await chidi.search(body)).body.data.map((row) => row.id);
    expect(await found({ by: 'application', value: id })).toEqual([id]);
    expect(await found({ by: 'person', value: person.user.id })).toEqual([id]);
    expect(await found({ by: 'email', value: person.user.email.toUpperCase() })).toEqual([id]);
    expect(await found({ by: 'number', type: 'nin', value: `${number.slice(0, 4)} ${number.slice(4)}` })).toEqual([id]);
    expect(await found({ by: 'number', type: 'nin', value: newNumber() })).toEqual([]);
    expect((await chidi.search({ by: 'number', type: 'nin', value: '12' })).status).toBe(400);
    const { rows } = await server.db.query<{ data: string; actor: string }>(`SELECT data::text, actor FROM audit_entries WHERE action = 'kyc_number.searched' ORDER BY seq`);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ actor: `staff:${chidi.staff.id}` });
    expect(rows[0]?.data).toContain(id);
    expect(JSON.stringify(rows)).not.toContain(number);
  });

  describe('gives the next one', () => {
    it('that is due, and two who ask at once get two', async () => {
      const all = [await handIn(), await handIn(), await handIn()].map(({ id }) => id);
      for (const [at, id] of all.entries()) await dueIn(id, 10 * (at + 1));
      const answers = await Promise.all([chidi.claimNext(), dayo.claimNext()]);
      expect(answers.map(({ body }) => body.data?.id).sort()).toEqual(all.slice(0, 2).sort());
      expect((await chidi.claimNext()).body.data?.id).toBe(all[2]);
      expect((await dayo.claimNext()).body.data).toBeNull();
      expect((await dayo.decide(answers[0].body.data?.id ?? '', 'approve')).body.error?.code).toBe('KYC_NOT_CLAIMED');
    });

    it('as often as there are some, whoever asks at the same moment', async () => {
      const made = await Promise.all(Array.from({ length: 6 }, handIn));
      const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => (at % 2 === 0 ? chidi : dayo).claimNext()));
      const got = answers.flatMap(({ body }) => body.data?.id ?? []);
      expect(new Set(got).size).toBe(got.length);
      expect(got.sort()).toEqual(made.map(({ id }) => id).sort());
    });

    it('that this reviewer may decide: not their own, not one that they have decided, not what they put aside', async () => {
      const number = newNumber();
      const own = await handIn();
      await handIn([{ type: 'nin', value: number }]);
      const decided = (await handIn([{ type: 'nin', value: number }])).id;
      const aside = (await handIn()).id;
      await chidi.settle(decided, 'approve');
      await server.db.query(`INSERT INTO staff_links (id, staff_id, user_id) SELECT 'lnk_q', s.id, u.id FROM admin_users s, up_users u WHERE s.document_id = $1 AND u.document_id = $2`, [chidi.staff.id, own.person.user.id]);
      const first = (await chidi.claimNext({ except: [aside] })).body.data?.id;
      expect([own.id, decided, aside]).not.toContain(first);
      expect((await chidi.claimNext({ except: [aside] })).body.data).toBeNull();
      await server.db.query('DELETE FROM staff_links');
      expect((await dayo.claimNext({ states: ['second_review'] })).body.data?.id).toBe(decided);
    });

    it('also one that somebody let lie, who then decides nothing any more', async () => {
      const { id } = await handIn();
      await chidi.claimNext();
      await server.run((_strapi, seconds, { kernel }) => kernel.clock.advanceSeconds(seconds), 16 * 60);
      expect((await dayo.claimNext()).body.data?.id).toBe(id);
      expect((await chidi.decide(id, 'approve')).body.error?.code).toBe('KYC_NOT_CLAIMED');
      expect((await chidi.claim(id)).body.error?.code).toBe('KYC_CLAIMED_BY_ANOTHER');
      const { data } = await dayo.timeline(id);
      expect(data[0]).toMatchObject({ kind: 'claim', action: 'kyc_application.claimed', by: { type: 'staff', id: dayo.staff.id, name: 'Test Staff' }, data: { from: `staff:${chidi.staff.id}` } });
    });
  });
});
