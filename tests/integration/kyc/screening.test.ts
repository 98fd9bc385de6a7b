import path from 'node:path';
import type { Identity, ListEntry } from '../../../plugins/kyc/server/src/index.ts';
import { createStaff, type TestStaff } from '../../access/people.ts';
import { createUser, eventually, startServer, type TestServer } from '../../support/index.ts';
import { ADA, Applicant } from './support/applicant.ts';

type Checks = typeof import('../../../plugins/kyc/server/src/services/checks.ts');
type Kyc = typeof import('#kyc');

interface HitOut {
  id: string;
  personId: string;
  list: string;
  disposition: string;
  score: number;
  explanation: { name: { left: string; right: string }; dateOfBirth: { verdict: string } } | null;
  decisions: { disposition: string; reason: string | null; decidedBy: string }[];
}
interface ScreeningOut {
  screenings: { trigger: string; lists: Record<string, Record<string, string>> }[];
  hits: HitOut[];
}

const application = (number: number) => `kyc_${String(number).padStart(26, '0')}`;
const person = (name: string, dateOfBirth?: string): Identity => ({ kind: 'person', names: [name], datesOfBirth: dateOfBirth === undefined ? [] : [dateOfBirth], countries: ['NG'] });
const entry = (id: string, name: string, more: Partial<ListEntry> = {}): ListEntry => ({ id, kind: 'person', names: [name], weakNames: [], datesOfBirth: [], countries: [], programs: [], ...more });

let server: TestServer;
let admin: TestStaff;
let moderator: TestStaff;
let applications = 0;

beforeAll(async () => {
  server = await startServer();
  admin = await createStaff(server, 'strapi-super-admin');
  moderator = await createStaff(server, 'mangrove-moderator');
});

/** Makes these the next version of a list. */
const importEntries = (list: string, entries: ListEntry[]) =>
  server.run(
    async (strapi, args, { kernel, load }) => {
      async function* each() {
        for (const one of args.entries) yield await Promise.resolve(one);
      }
      return kernel.transaction(strapi, (tx) => load<Kyc>('#kyc').importList(tx, { list: args.list, format: 'jsonl', sha256: args.sha256, entries: each(), mayShrink: true }));
    },
    { list, entries, sha256: [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('') },
  );
const screen = (personId: string, applicationId: string, subject: Identity) =>
  server.run((strapi, args, { load }) => load<Kyc>('#kyc').screen(strapi, { ...args, trigger: 'application' }), { personId, applicationId, subject });
const read = async (applicationId: string): Promise<ScreeningOut> => {
  const { status, body } = await admin.http.get<{ data: ScreeningOut }>(`/kyc/applications/${applicationId}/screening`);
  expect([status, status === 200 ? null : body]).toEqual([200, null]);
  return body.data;
};
const decide = (hitId: string, body: object, who = admin) => who.http.post<{ data: HitOut; error?: { code: string } }>(`/kyc/screening-hits/${hitId}/decide`, { body });
const newPerson = async () => ({ id: (await createUser(server)).id, applicationId: application((applications += 1)) });
const noted = async (action: string, subject: string) => (await server.db.query<{ data: string; actor: string }>('SELECT data::text, actor FROM audit_entries WHERE action = $1 AND subject_id = $2 ORDER BY seq', [action, subject])).rows;

describe('a screening', () => {
  it('finds whom a list names, tells staff why, and keeps what was searched', async () => {
    await importEntries('one', [entry('1', 'Ignatius Quellbrook', { datesOfBirth: ['1961'] }), entry('2', 'Somebody Else')]);
    const { id, applicationId } = await newPerson();
    await screen(id, applicationId, person('Quellbrook Ignatios', '1961-03-14'));
    const { screenings, hits } = await read(applicationId);
    expect(screenings).toEqual([expect.objectContaining({ trigger: 'application', lists: { 'local-lists': expect.objectContaining({ one: '1' }) as object } })]);
    expect(hits).toEqual([expect.objectContaining({ personId: id, list: 'one', disposition: 'open', decisions: [] })]);
    expect(hits[0]?.explanation).toMatchObject({ name: { left: 'Quellbrook Ignatios', right: 'Ignatius Quellbrook' }, dateOfBirth: { verdict: 'same' } });
  });

  it('that finds nobody is kept as well', async () => {
    const { id, applicationId } = await newPerson();
    await screen(id, applicationId, person('Wilhelmina Featherstonehaugh'));
    expect(await read(applicationId)).toMatchObject({ screenings: [{}], hits: [] });
  });

  it('tells of a hit once, however often it is found, by ids alone', async () => {
    await importEntries('again', [entry('1', 'Radomir Vesnakov')]);
    const { id, applicationId } = await newPerson();
    const subject = person('Радомир Веснаков');
    const found = await Promise.all([screen(id, applicationId, subject), screen(id, applicationId, subject)]);
    expect(found[0]?.hits).toEqual(found[1]?.hits);
    const { rows } = await server.db.query<{ payload: object }>(`SELECT payload FROM domain_events WHERE type = 'kyc.screening_hit_found' AND payload->>'personId' = $1`, [id]);
    expect(rows.map(({ payload }) => payload)).toEqual([{ hitId: found[0]?.hits[0], screeningId: expect.stringMatching(/^kys_/), personId: id, applicationId }]);
  });

  it('leaves no name where it can be read without the key of the person', async () => {
    const { id, applicationId } = await newPerson();
    await importEntries('sealed', [entry('1', 'Thessalonia Papadrakis')]);
    await screen(id, applicationId, person('Thessaloniki Papadrakis'));
    const { hits } = await read(applicationId);
    await decide(hits[0]?.id ?? '', { disposition: 'false_positive', from: 'open', reason: 'Thessaloniki is a city' });
    const { rows } = await server.db.query<{ table_name: string }>(`SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'strapi_database_schema'`);
    for (const { table_name } of rows) {
      const { rowCount } = await server.db.query(`SELECT 1 FROM "${table_name}" t WHERE t::text ILIKE '%thessaloniki%' LIMIT 1`);
      expect([table_name, rowCount]).toEqual([table_name, 0]);
    }
  });
});

describe('an application that is handed in', () => {
  const openChecks = (applicationId: string) =>
    server.run(
      (strapi, args, { kernel, load }) => kernel.transaction(strapi, (tx) => load<Checks>(args.module).openChecks(strapi, tx, args.applicationId)),
      { applicationId, module: path.join(process.cwd(), 'dist/plugins/kyc/server/src/services/checks.js') },
    );

  it('is screened, and can be approved only when each hit is somebody else', async () => {
    await importEntries('applicants', [entry('1', `${ADA.firstName} ${ADA.lastName}`)]);
    const ada = await Applicant.register(server);
    const id = await ada.handIn();
    const [hit] = (await read(id)).hits;
    expect(hit).toMatchObject({ list: 'applicants', personId: ada.user.id });
    expect(await openChecks(id)).toContain('screening');
    await decide(hit?.id ?? '', { disposition: 'confirmed', from: 'open', reason: 'It is her' });
    expect(await openChecks(id)).toContain('screening');
    await decide(hit?.id ?? '', { disposition: 'false_positive', from: 'confirmed', reason: 'It is not her' });
    expect(await openChecks(id)).not.toContain('screening');
  });
});

describe('a hit', () => {
  const hitOf = async (name: string, list: string) => {
    await importEntries(list, [entry('1', name)]);
    const someone = await newPerson();
    await screen(someone.id, someone.applicationId, person(name));
    return { ...someone, name, hit: (await read(someone.applicationId)).hits[0] as HitOut };
  };

  it('is decided with a reason by who may, and the decision is on record', async () => {
    const { hit, id, applicationId } = await hitOf('Anselm Okwuosa', 'decided');
    const verdict = { disposition: 'false_positive', from: 'open', reason: 'Another date of birth on the passport' };
    expect((await decide(hit.id, verdict, moderator)).status).toBe(403);
    const { status, body } = await decide(hit.id, verdict);
    expect([status, body.data]).toEqual([200, expect.objectContaining({ disposition: 'false_positive', decisions: [expect.objectContaining({ reason: verdict.reason, decidedBy: `staff:${admin.id}` })] })]);
    const [entry, ...others] = await noted('screening_hit.decided', hit.id);
    expect([entry?.actor, others]).toEqual([`staff:${admin.id}`, []]);
    expect(JSON.parse(entry?.data ?? '')).toEqual({ hitId: hit.id, personId: id, from: 'open', to: 'false_positive', commitments: [expect.objectContaining({ kind: 'reason' })] });
    expect((await noted('screening.read', applicationId)).length).toBeGreaterThan(0);
  });

  it('that two decide at once is decided once', async () => {
    const { hit } = await hitOf('Berthold Nakamura', 'twice');
    const answers = await Promise.all(['false_positive', 'confirmed'].map((disposition) => decide(hit.id, { disposition, from: 'open', reason: 'Sure' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ error: { code: 'KYC_SCREENING_HIT_DECIDED' } });
  });

  it('can be decided otherwise later, and what was said before stays', async () => {
    const { hit } = await hitOf('Cosima Adeyemi', 'changed-mind');
    await decide(hit.id, { disposition: 'false_positive', from: 'open', reason: 'Not her' });
    const { body } = await decide(hit.id, { disposition: 'confirmed', from: 'false_positive', reason: 'It is her after all' });
    expect(body.data.decisions.map(({ disposition, reason }) => [disposition, reason])).toEqual([['false_positive', 'Not her'], ['confirmed', 'It is her after all']]);
  });

  it('that was settled stays settled while neither the entry nor the person changes', async () => {
    const { hit, id, applicationId, name } = await hitOf('Dorothea Mbeki', 'kept');
    await decide(hit.id, { disposition: 'false_positive', from: 'open', reason: 'Not her' });
    expect((await screen(id, applicationId, person(name))).hits).toEqual([hit.id]);
    const asAnother = await screen(id, applicationId, person(name, '1980-01-01'));
    expect(asAnother.hits).not.toContain(hit.id);
    await importEntries('kept', [entry('1', name, { datesOfBirth: ['1980-01-01'] })]);
    expect((await screen(id, applicationId, person(name))).hits).not.toContain(hit.id);
  });

  it('is listed for staff until it is decided', async () => {
    const { hit } = await hitOf('Emmerich Tutuola', 'queue');
    const open = async () => (await moderator.http.get<{ data: { id: string }[] }>('/kyc/screening-hits?limit=100')).body.data.map(({ id }) => id);
    expect(await open()).toContain(hit.id);
    await decide(hit.id, { disposition: 'confirmed', from: 'open', reason: 'It is him' });
    expect(await open()).not.toContain(hit.id);
  });

  it('cannot be settled without a decision, also by somebody who goes around the code', async () => {
    const { hit } = await hitOf('Feodora Balogun', 'around');
    await expect(server.db.query(`UPDATE kyc_screening_hits SET disposition = 'confirmed' WHERE id = '${hit.id}'`)).rejects.toThrow('only through the acts of the kyc plugin');
    const set = `(SELECT set_config('mangrove.writer', 'kyc', true)) AS w`;
    await expect(server.db.query(`UPDATE kyc_screening_hits h SET disposition = 'confirmed' FROM ${set} WHERE h.id = '${hit.id}'`)).rejects.toThrow(/only through|without a decision/);
    await expect(server.db.query('DELETE FROM kyc_screening_decisions')).rejects.toThrow();
  });
});

describe('a list that changes', () => {
  const hitsOf = async (applicationId: string) => (await read(applicationId)).hits.map(({ list }) => list);

  it('has those screened again whom the change concerns, and nobody else', async () => {
    const [concerned, other] = [await newPerson(), await newPerson()];
    await screen(concerned.id, concerned.applicationId, person('Gottfried Abiodun'));
    await screen(other.id, other.applicationId, person('Hieronymus Achebe'));
    await importEntries('news', [entry('1', 'Gotfried Abiodun'), entry('2', 'Nobody Whatsoever')]);
    await eventually(async () => (await hitsOf(concerned.applicationId)).includes('news'));
    expect((await read(concerned.applicationId)).screenings.map(({ trigger }) => trigger)).toEqual(['list_change', 'application']);
    expect((await read(other.applicationId)).screenings).toHaveLength(1);
    expect(await noted('screening_list.changed', 'news')).toHaveLength(1);
  });

  it('finds people in other scripts and orders, as a screening would', async () => {
    const { id, applicationId } = await newPerson();
    await screen(id, applicationId, person('Иван Петровский'));
    await importEntries('scripts', [entry('1', 'Petrovsky Ivan')]);
    await eventually(async () => (await hitsOf(applicationId)).includes('scripts'));
  });

  it('leaves whoever was forgotten alone: nobody can find them any more', async () => {
    const { id, applicationId } = await newPerson();
    await screen(id, applicationId, person('Ingeborg Soyinka'));
    await server.db.query(`SELECT mangrove_forget(ARRAY['${id}'])`);
    expect((await server.db.query('SELECT 1 FROM kyc_screening_people WHERE person = $1', [id])).rowCount).toBe(0);
    const witness = await newPerson();
    await screen(witness.id, witness.applicationId, person('Ingeborg Soyinka'));
    await importEntries('forgotten', [entry('1', 'Ingeborg Soyinka')]);
    await eventually(async () => (await hitsOf(witness.applicationId)).includes('forgotten'));
    expect(await read(applicationId)).toMatchObject({ screenings: [{}], hits: [] });
    expect((await server.db.query('SELECT 1 FROM data_keys WHERE subject = $1', [id])).rowCount).toBe(0);
  });

  it('reaches whoever is screened in the moment of the change', async () => {
    const someone = await Promise.all(Array.from({ length: 6 }, () => newPerson()));
    await Promise.all([importEntries('moment', [entry('1', 'Jeremias Okonkwo')]), ...someone.map(({ id, applicationId }) => screen(id, applicationId, person('Jeremias Okonkwo')))]);
    for (const { applicationId } of someone) await eventually(async () => (await hitsOf(applicationId)).includes('moment'));
  });
});
