import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describeScreeningProvider } from '../../../plugins/kyc/server/src/screeners/conformance.ts';
import type { Identity, ScreeningAnswer } from '../../../plugins/kyc/server/src/index.ts';
import { startServer, stopAfterwards, type TestServer } from '../../support/index.ts';

type Kyc = typeof import('#kyc');

const line = (id: string, name: string, more: object = {}) => JSON.stringify({ id, kind: 'person', names: [name], ...more });
const person = (name: string): Identity => ({ kind: 'person', names: [name], datesOfBirth: [], countries: [] });

let server: TestServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mangrove-lists-'));
  stopAfterwards(() => rm(folder, { recursive: true }));
  server = await startServer();
});

/** As an operator does. @returns what it says @throws with what it complains of */
async function importFile(list: string, name: string, text: string, ...flags: string[]): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  const { stdout } = await promisify(execFile)(process.execPath, ['dist/plugins/kyc/server/src/screening-cli.js', 'import', list, file, ...flags], { env: { PATH: process.env.PATH, DATABASE_URL: server.databaseUrl } });
  return stdout;
}
const search = (subject: Identity): Promise<ScreeningAnswer> => server.run((strapi, args, { kernel, load }) => load<Kyc>('#kyc').searchLists(kernel.sql(strapi), args), subject);
const found = async (name: string) => (await search(person(name))).matches.map(({ reference }) => reference);
const current = async (list: string) =>
  (await server.db.query<{ source_id: string; name: string; since_version: number }>(`SELECT source_id, content->'names'->>0 AS name, since_version FROM kyc_screening_entries WHERE list = $1 AND until_version IS NULL ORDER BY source_id`, [list])).rows;

describe('a list', () => {
  it('comes as a CSV file, with names that hold commas and lines', async () => {
    const said = await importFile('csv', 'a.csv', '\uFEFFid,kind,names,weak_names,dates_of_birth,countries,programs\r\n1,person,"Quellbrook, Ignatius; Игнатий Квеллбрук",The Heron,1961-03-14,gb,SYN\r\n2,organization,"Heron\nTrading Ltd",,,NG;GH,\r\n');
    expect(said).toContain('csv is at version 1: 2 entries, of which 2 are new and 0 changed; 0 were taken off.');
    expect(await found('Ignatius Quellbrook')).toEqual(['csv/1']);
    expect((await search({ ...person('Heron Trading'), kind: 'organization' })).matches[0]).toMatchObject({ reference: 'csv/2', listed: { countries: ['NG', 'GH'] } });
  });

  it('comes as entities of FollowTheMoney, of which people and organisations are taken', async () => {
    const entities = [
      { id: 'Q1', schema: 'Person', properties: { name: ['Radomir Vesnakov'], alias: ['Радомир Веснаков'], birthDate: ['1969-07-02', 'circa 1970'], nationality: ['by'], country: ['xx-unknown'], weakAlias: ['Rado'] } },
      { id: 'Q2', schema: 'Company', properties: { name: ['Vesnakov Holdings OOO'] } },
      { id: 'Q3', schema: 'Passport', properties: { holder: ['Q1'] } },
      { id: 'Q4', schema: 'Person', properties: {} },
    ];
    expect(await importFile('ftm', 'entities.ftm.json', entities.map((entity) => JSON.stringify(entity)).join('\n'))).toContain('version 1: 2 entries');
    expect((await search(person('Радомир Веснаков'))).matches[0]).toMatchObject({ reference: 'ftm/Q1', listed: { datesOfBirth: ['1969-07-02'], countries: ['BY'] } });
  });

  it('knows what each version added, changed and took off, and keeps what the ones before said', async () => {
    await importFile('diff', 'b.jsonl', [line('1', 'Anselm Okwuosa'), line('2', 'Berthold Nakamura'), line('3', 'Cosima Adeyemi')].join('\n'));
    const said = await importFile('diff', 'b.jsonl', [line('1', 'Anselm Okwuosa'), line('2', 'Berthold Nakamura', { datesOfBirth: ['1970'] }), line('4', 'Dorothea Mbeki')].join('\n'));
    expect(said).toContain('version 2: 3 entries, of which 1 are new and 1 changed; 1 were taken off.');
    expect((await current('diff')).map(({ source_id, since_version }) => [source_id, since_version])).toEqual([['1', 1], ['2', 2], ['4', 2]]);
    expect(await found('Cosima Adeyemi')).toEqual([]);
    const { rows } = await server.db.query(`SELECT source_id, since_version, until_version FROM kyc_screening_entries WHERE list = 'diff' AND until_version IS NOT NULL ORDER BY source_id`);
    expect(rows).toEqual([{ source_id: '2', since_version: 1, until_version: 2 }, { source_id: '3', since_version: 1, until_version: 2 }]);
  });

  it('stays as it is when the same file comes again', async () => {
    const text = line('1', 'Emmerich Tutuola');
    await importFile('twice', 'c.jsonl', text);
    expect(await importFile('twice', 'c.jsonl', text)).toContain('nothing was done');
    expect((await server.db.query(`SELECT 1 FROM kyc_screening_list_versions WHERE list = 'twice'`)).rowCount).toBe(1);
  });

  it.each([
    ['a line that is no JSON', 'd.jsonl', `${line('1', 'A Name')}\n{"id":`, 'Line 2 of the list cannot be read'],
    ['an entry without a name', 'd.jsonl', '{"id":"1","kind":"person","names":[]}', 'An entry needs a name'],
    ['a date that is none', 'd.jsonl', line('1', 'A Name', { datesOfBirth: ['12/05/1970'] }), 'A date of birth is'],
    ['an id that comes twice', 'd.jsonl', `${line('1', 'A Name')}\n${line('1', 'B Name')}`, 'Two entries have the id "1"'],
    ['a missing column', 'd.csv', 'id,kind\n1,person\n', 'the column "names" is missing'],
    ['an unknown format', 'd.txt', 'x', 'say it with --format'],
  ])('is not touched by a file with %s', async (_what, name, text, complaint) => {
    await importFile('whole', 'whole.jsonl', line('9', 'Feodora Balogun')).catch(() => undefined);
    await expect(importFile('whole', name, text)).rejects.toThrow(complaint);
    expect((await current('whole')).map(({ name }) => name)).toEqual(['Feodora Balogun']);
  });

  it('does not lose most of its entries to a file that was cut off, unless somebody says so', async () => {
    const lines = Array.from({ length: 40 }, (_, n) => line(String(n), `Gottfried Number${'abcdefghij'.charAt(n % 10)}${n}`));
    await importFile('cut', 'e.jsonl', lines.join('\n'));
    await expect(importFile('cut', 'e.jsonl', lines.slice(0, 10).join('\n'))).rejects.toThrow('looks cut off');
    expect(await current('cut')).toHaveLength(40);
    expect(await importFile('cut', 'e.jsonl', lines.slice(0, 10).join('\n'), '--may-shrink')).toContain('30 were taken off');
  });

  it('gets one version from two imports at once, and the other one after it', async () => {
    const text = line('1', 'Hieronymus Achebe');
    const said = await Promise.all([importFile('race', 'f1.jsonl', text), importFile('race', 'f2.jsonl', text)]);
    expect(said.filter((one) => one.includes('nothing was done'))).toHaveLength(1);
    expect(await current('race')).toHaveLength(1);
  });

  it('keeps its past, also from somebody who goes around the code', async () => {
    const intruder = await server.db.connect();
    await expect(intruder.query(`UPDATE kyc_screening_entries SET content = '{}'`)).rejects.toThrow('only through the acts of the kyc plugin');
    for (const change of [`UPDATE kyc_screening_entries SET content = '{"kind":"person","names":["Nobody"]}'`, 'UPDATE kyc_screening_entries SET until_version = NULL WHERE until_version IS NOT NULL', 'DELETE FROM kyc_screening_entries', 'UPDATE kyc_screening_list_versions SET entries = 9', `UPDATE kyc_screening_lists SET version = version + 1`]) {
      await intruder.query(`BEGIN; SELECT set_config('mangrove.writer', 'kyc', true)`);
      await expect(intruder.query(change)).rejects.toThrow(/never changed|ended once|moves on by one/);
      await intruder.query('ROLLBACK');
    }
    intruder.release();
  });
});

describeScreeningProvider('local-lists', async () => {
  await importFile('conformance', 'g.jsonl', line('1', 'Zubair al-Marzuqani', { datesOfBirth: ['1958-11'] }));
  const unreachable = (subject: Identity) => server.run((_strapi, args, { load }) => load<Kyc>('#kyc').searchLists({ query: () => Promise.reject(new Error('No database.')), execute: () => Promise.reject(new Error('No database.')) }, args), subject);
  return { provider: { code: 'local-lists', search }, listed: person('Zubair al-Marzuqani'), stranger: person('Wilhelmina Featherstonehaugh'), unreachable: { code: 'local-lists', search: unreachable } };
});
