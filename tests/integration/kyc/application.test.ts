import { startServer, type TestServer } from '../../support/index.ts';
import { ADA, Applicant, newNumber } from './support/applicant.ts';

const MASTER_KEYS = [Buffer.alloc(32, 'a').toString('base64'), Buffer.alloc(32, 'b').toString('base64')] as const;

describe('an application', () => {
  let server: TestServer;
  let ada: Applicant;
  const rows = async <T>(text: string, values: unknown[] = []) => (await server.db.query(text, values)).rows as T[];
  const eventsOf = async (id: string) => (await rows<{ type: string }>('SELECT type FROM domain_events WHERE aggregate_id = $1 ORDER BY seq', [id])).map(({ type }) => type);

  beforeAll(async () => {
    server = await startServer({ env: { LOG_LEVEL: 'debug', DATA_MASTER_KEY: MASTER_KEYS[0] } });
  });
  beforeEach(async () => {
    ada = await Applicant.register(server);
  });

  it('begins as a draft that says what is missing', async () => {
    const { status, body } = await ada.begin();
    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      id: expect.stringMatching(/^kyc_[0-9a-z]{26}$/) as string, level: 'tier-1', state: 'draft', attempt: 1, identifiers: [], reasons: [], submittedAt: null,
      missing: { details: ['firstName', 'lastName', 'dateOfBirth', 'country'], identifiers: [['nin', 'bvn']], documents: [] },
    });
    expect((await ada.look(body.data.id)).body.data).toEqual(body.data);
    expect((await ada.profile()).applicationId).toBe(body.data.id);
    expect(await eventsOf(body.data.id)).toEqual(['kyc.application_created']);
  });

  it('is one at a time, also when two are begun at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => ada.begin()));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    const begun = answers.find(({ status }) => status === 201)?.body.data.id;
    for (const { body } of answers.filter(({ status }) => status === 409)) expect(body.error).toMatchObject({ code: 'KYC_APPLICATION_OPEN', details: { applicationId: begun } });
  });

  it.each([['tier-0', 422, 'KYC_LEVEL_UNKNOWN'], ['tier-9', 422, 'KYC_LEVEL_UNKNOWN'], ['DROP TABLE', 400, 'KERNEL_VALIDATION_FAILED']])('for %s is refused', async (level, status, code) => {
    const answer = await ada.begin(level);
    expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
  });

  it('takes what a person says a piece at a time, and shows numbers masked', async () => {
    const { id } = (await ada.begin()).body.data;
    await ada.say(id, { firstName: 'Ada', identifiers: [{ type: 'nin', value: '123 4567 8901' }] });
    await ada.say(id, { lastName: 'Okafor', address: '12 Marina Road' });
    const { status, body } = await ada.say(id, { firstName: 'Adaeze', address: null, identifiers: [{ type: 'phone', value: '08031234567' }] });
    expect([status, body.data.details]).toEqual([200, { firstName: 'Adaeze', lastName: 'Okafor', dateOfBirth: null, country: null, address: null }]);
    expect(body.data.identifiers).toEqual([{ type: 'nin', masked: '*******8901' }, { type: 'phone', masked: '**********4567' }]);
    expect(body.data.missing).toEqual({ details: ['dateOfBirth', 'country'], identifiers: [], documents: [] });
    const { body: without } = await ada.say(id, { identifiers: [{ type: 'nin', value: null }] });
    expect([without.data.identifiers.length, without.data.missing?.identifiers]).toEqual([1, [['nin', 'bvn']]]);
  });

  it('loses nothing of what is said at the same moment', async () => {
    const { id } = (await ada.begin()).body.data;
    const answers = await Promise.all([{ firstName: 'Adaeze' }, { lastName: 'Okafor' }, { country: 'NG' }].map((part) => ada.say(id, part)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await ada.look(id)).body.data.details).toMatchObject({ firstName: 'Adaeze', lastName: 'Okafor', country: 'NG' });
  });

  it.each([
    [{ dateOfBirth: '1990-02-31' }, 'dateOfBirth'], [{ dateOfBirth: '2190-01-01' }, 'dateOfBirth'], [{ dateOfBirth: '1800-01-01' }, 'dateOfBirth'], [{ country: 'XX' }, 'country'], [{ country: 'Nigeria' }, 'country'],
    [{ firstName: '' }, 'firstName'], [{ firstName: 'A\nB' }, 'firstName'], [{ lastName: 'x'.repeat(101) }, 'lastName'], [{ identifiers: [{ type: 'nin', value: '12345' }] }, 'identifiers'],
    [{ identifiers: [{ type: 'shoe-size', value: '42' }] }, 'identifiers'], [{ identifiers: [{ type: '__proto__', value: '42' }] }, 'identifiers'], [{ identifiers: [{ type: 'nuban', value: '011-0000014578' }] }, 'identifiers'],
    [{ identifiers: [{ type: 'nin', value: '12345678901' }, { type: 'nin', value: '12345678902' }] }, 'identifiers'], [{ state: 'approved' }, undefined], [{ level: 'tier-3' }, undefined],
  ])('refuses what makes no sense, and does not repeat it: %j', async (what, place) => {
    const { id } = (await ada.begin()).body.data;
    const { status, body } = await ada.say(id, what);
    expect([status, body.error?.code]).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
    if (place) expect(JSON.stringify(body.error?.details)).toContain(place);
    if (JSON.stringify(what).includes('12345')) expect(JSON.stringify(body)).not.toContain('12345');
  });

  it('keeps nothing readable: not in the database, not in events, jobs, the audit chain or the log', async () => {
    const nin = newNumber();
    const id = await ada.prepare([{ type: 'nin', value: nin }]);
    await ada.say(id, { lastName: 'Unmistakable-Okafor', address: '12 Unmistakable Road' });
    await ada.submit(id);
    await ada.reaches(id, 'in_review');
    const tables = await rows<{ name: string }>(`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`);
    expect(tables.length).toBeGreaterThan(50);
    for (const { name: table } of tables) {
      const [text] = await rows<{ text: string }>(`SELECT coalesce(string_agg(t::text, ' '), '') AS text FROM ${table} t`);
      for (const secret of [nin, Buffer.from(nin).toString('hex'), 'Unmistakable', Buffer.from('Unmistakable').toString('hex'), '1990-04-23']) expect([table, text?.text.includes(secret)]).toEqual([table, false]);
    }
    for (const secret of [nin, 'Unmistakable']) expect(server.logs()).not.toContain(secret);
    const [entry] = await rows<{ data: { commitments: { kind: string; hmac: string }[] } }>(`SELECT data FROM audit_entries WHERE subject_id = $1 AND action = 'kyc_application.submitted'`, [id]);
    expect(entry?.data.commitments).toEqual([{ id: expect.stringMatching(/^kev_/) as string, kind: 'said', hmac: expect.stringMatching(/^[0-9a-f]{64}$/) as string }]);
  });

  it('cannot be read any more once the person is forgotten', async () => {
    const id = await ada.prepare();
    await server.db.query('SELECT mangrove_forget($1)', [[ada.user.id]]);
    for (const answer of [await ada.look(id), await ada.say(id, { firstName: 'Ada' }), await ada.submit(id)]) expect([answer.status, answer.body.error?.code]).toEqual([410, 'KYC_FORGOTTEN']);
  });

  it('that lacks something is not taken, and stays a draft', async () => {
    const { id } = (await ada.begin('tier-2')).body.data;
    await ada.say(id, { ...ADA, identifiers: [{ type: 'nin', value: newNumber() }] });
    const { status, body } = await ada.submit(id);
    expect([status, body.error?.code]).toEqual([422, 'KYC_INCOMPLETE']);
    expect(body.error?.details).toMatchObject({ missing: { details: [], identifiers: [['bvn']], documents: [[{ type: 'passport', sides: ['front'] }, expect.anything(), expect.anything()]] } });
    expect((await ada.look(id)).body.data.state).toBe('draft');
  });

  it('is handed in once, however often and at whatever moment that is asked for', async () => {
    const id = await ada.prepare();
    const answers = await Promise.all([1, 2, 3, 4].map(() => ada.submit(id)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await ada.reaches(id, 'in_review');
    expect((await ada.submit(id)).status).toBe(200);
    expect(await eventsOf(id)).toEqual(['kyc.application_created', 'kyc.application_submitted', 'kyc.application_checked']);
    expect(await rows(`SELECT FROM audit_entries WHERE subject_id = $1 AND action = 'kyc_application.submitted'`, [id])).toHaveLength(1);
    expect((await ada.say(id, { firstName: 'Other' })).body.error).toMatchObject({ code: 'KYC_NOT_EDITABLE' });
  });

  it('with a number of somebody else is taken, and a second reviewer will look at it', async () => {
    const number = newNumber();
    const bayo = await Applicant.register(server);
    const first = await ada.handIn([{ type: 'nin', value: number }]);
    const second = await bayo.handIn([{ type: 'nin', value: `${number.slice(0, 3)} ${number.slice(3)}` }]);
    expect(await eventsOf(first)).not.toContain('kyc.number_shared');
    expect(await eventsOf(second)).toContain('kyc.number_shared');
    expect(await rows('SELECT needs_second_review FROM kyc_applications WHERE document_id = ANY ($1) ORDER BY created_at', [[first, second]])).toEqual([{ needs_second_review: false }, { needs_second_review: true }]);
    // Of another type the same digits are another number.
    expect(await eventsOf(await (await Applicant.register(server)).handIn([{ type: 'bvn', value: number }]))).not.toContain('kyc.number_shared');
  });

  it('with a number that somebody else has only typed into a draft is like any other', async () => {
    const number = newNumber();
    await (await Applicant.register(server)).prepare([{ type: 'nin', value: number }]);
    expect(await eventsOf(await ada.handIn([{ type: 'nin', value: number }]))).not.toContain('kyc.number_shared');
  });

  it('that is handed in at the same moment as another one with its number is noticed', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other, number] = [await Applicant.register(server), await Applicant.register(server), newNumber()];
      const ids = [await one.prepare([{ type: 'nin', value: number }]), await other.prepare([{ type: 'nin', value: number }])] as const;
      const answers = await Promise.all([one.submit(ids[0]), other.submit(ids[1])]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(await rows(`SELECT FROM domain_events WHERE type = 'kyc.number_shared' AND aggregate_id = ANY ($1)`, [ids])).toHaveLength(1);
    }
  });

  it('can be withdrawn, twice as well as once, and then another one be begun', async () => {
    const id = await ada.handIn();
    for (let i = 0; i < 2; i += 1) {
      const { status, body } = await ada.withdraw(id);
      expect([status, body.data.state]).toEqual([200, 'withdrawn']);
    }
    for (const answer of [await ada.submit(id), await ada.say(id, { firstName: 'Ada' })]) expect(answer.status).toBe(409);
    expect((await ada.begin()).status).toBe(201);
    expect((await eventsOf(id)).filter((type) => type === 'kyc.application_withdrawn')).toHaveLength(1);
  });

  it('of another is one that does not exist', async () => {
    const id = await ada.prepare();
    const stranger = await Applicant.register(server);
    const nothing = await stranger.look(`kyc_${'0'.repeat(26)}`);
    for (const answer of [await stranger.look(id), await stranger.say(id, { firstName: 'Eve' }), await stranger.submit(id), await stranger.withdraw(id)]) expect([answer.status, answer.body]).toEqual([404, nothing.body]);
  });

  it('that its applicant forgot about expires, and another can be begun', async () => {
    const id = await ada.prepare();
    const expire = (seconds: number) =>
      server.run(async (strapi, forward, { kernel, load }) => {
        kernel.clock.advanceSeconds(forward);
        try {
          await load<{ expireApplications(of: typeof strapi): Promise<number> }>('./dist/plugins/kyc/server/src/services/janitor.js').expireApplications(strapi);
        } finally {
          kernel.clock.reset();
        }
      }, seconds);
    await expire(29 * 86_400);
    expect((await ada.look(id)).body.data.state).toBe('draft');
    await expire(31 * 86_400);
    expect((await ada.look(id)).body.data).toMatchObject({ state: 'expired', missing: null });
    expect((await ada.submit(id)).status).toBe(409);
    expect((await ada.begin()).status).toBe(201);
  });

  it('cannot be asked for without end', async () => {
    const { id } = (await ada.begin()).body.data;
    await server.restart({ KYC_CALLS_PER_USER: '3' });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => ada.withdraw(id)));
    // Beginning it was the first.
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429, 429]);
    await server.restart({ KYC_CALLS_PER_USER: '100000' });
  });

  it('is readable, and its number found again, after the master key was replaced', async () => {
    const number = newNumber();
    const id = await ada.handIn([{ type: 'nin', value: number }]);
    await server.restart({ DATA_MASTER_KEY: MASTER_KEYS[1], DATA_PREVIOUS_MASTER_KEYS: MASTER_KEYS[0] });
    expect((await ada.look(id)).body.data.identifiers).toEqual([{ type: 'nin', masked: `*******${number.slice(7)}` }]);
    expect(await eventsOf(await (await Applicant.register(server)).handIn([{ type: 'nin', value: number }]))).toContain('kyc.number_shared');
  });
});
