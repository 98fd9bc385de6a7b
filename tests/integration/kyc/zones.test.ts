import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually, startServer, type TestServer } from '../../support/index.ts';
import { Applicant, newNumber } from './support/applicant.ts';
import { writeAsKyc } from './support/applications.ts';
import { Reviewer } from './support/desk.ts';
import { photo, uploaded } from './support/documents.ts';

interface Zone {
  outcome: string;
  reason?: string;
  contents?: { documentNumber: string; birthDate: string; names: { primary: string } };
  states?: Record<string, string>;
  agreement?: { name: string; birthDate: string; documentNumber: string };
}

const specimen = (name: string) => readFile(path.join('tests/support/mrz/specimens', `${name}.jpg`));

describe('the machine-readable zone of a document', () => {
  let server: TestServer;
  let reviewer: Reviewer;
  beforeAll(async () => {
    server = await startServer();
    reviewer = await Reviewer.hire(server);
  });

  const zoneOf = async (documentId: string) => (await reviewer.ask<{ data: Zone }>('GET', `/documents/${documentId}/zone`)).body.data;

  /** An application in review, with these pictures of a passport or what else they are of. */
  async function handedIn(said: object, pictures: readonly (readonly [Buffer, string])[], identifiers: object[] = []): Promise<{ ada: Applicant; id: string; documents: string[] }> {
    const ada = await Applicant.register(server);
    const id = await ada.prepare([{ type: 'nin', value: newNumber() }, ...identifiers]);
    expect((await ada.say(id, said)).status).toBe(200);
    const documents: string[] = [];
    for (const [bytes, type] of pictures) documents.push((await uploaded(ada.user.http, id, bytes, { type, side: 'front', ...(type === 'selfie' ? {} : { country: 'NG' }) })).id);
    expect((await ada.submit(id)).status).toBe(200);
    // A picture is read by a process of its own, behind whatever the machine has to do.
    await eventually(async () => (await ada.look(id)).body.data.state === 'in_review', { timeoutMs: 90_000 });
    return { ada, id, documents };
  }

  it('is read once its application is handed in, and compared with what was typed', async () => {
    const passport = await specimen('passport-flat');
    const { documents } = await handedIn({ firstName: 'Anna Maria', lastName: 'Eriksson', dateOfBirth: '1974-08-12' }, [[passport, 'passport'], [await photo(), 'selfie']], [{ type: 'passport', value: 'L898902C3' }]);
    const zone = await zoneOf(documents[0] ?? '');
    expect(zone).toMatchObject({ outcome: 'read', contents: { documentNumber: 'L898902C3', birthDate: '1974-08-12', names: { primary: 'ERIKSSON' } } });
    expect(zone.agreement).toEqual({ name: 'same', birthDate: 'same', documentNumber: 'same' });
    expect(await zoneOf(documents[1] ?? '')).toEqual({ outcome: 'none' });
  }, 120_000);

  it('shows where it says something else, decides nothing, and is what was seen of that picture alone', async () => {
    const { documents } = await handedIn({ firstName: 'Anna', lastName: 'Okoro', dateOfBirth: '1974-12-08' }, [[await specimen('passport-flat'), 'passport'], [await photo(), 'national_id']]);
    expect((await zoneOf(documents[0] ?? '')).agreement).toEqual({ name: 'different', birthDate: 'similar', documentNumber: 'missing' });
    expect(await zoneOf(documents[1] ?? '')).toEqual({ outcome: 'unread', reason: 'no_zone' });
  }, 120_000);

  it('lies sealed, is told to nobody without a record of it, and goes with its person', async () => {
    const { ada, id, documents } = await handedIn({ firstName: 'Anna Maria', lastName: 'Eriksson', dateOfBirth: '1974-08-12' }, [[await specimen('passport-flat'), 'passport']]);
    const documentId = documents[0] ?? '';
    const { rows } = await server.db.query<{ sealed: Buffer }>('SELECT sealed FROM kyc_zones WHERE application_id = $1', [id]);
    expect(rows.map(({ sealed }) => sealed.includes('ERIKSSON'))).toEqual([false]);
    await zoneOf(documentId);
    const entries = await server.db.query(`SELECT 1 FROM audit_entries WHERE action = 'kyc_document.zone_read' AND subject_id = $1`, [documentId]);
    expect(entries.rowCount).toBe(1);
    expect((await ada.user.http.get<object>(`/kyc/documents/${documentId}/zone`)).status).toBe(401);
    expect((await reviewer.ask('GET', `/documents/kyd_${'0'.repeat(26)}/zone`)).status).toBe(404);
    await expect(writeAsKyc(server, ['UPDATE kyc_zones SET person_id = $1', ['usr_x']])).rejects.toThrow('kyc_zones never change, and go only when their person is forgotten');
    await server.db.query('SELECT mangrove_forget($1)', [[ada.user.id]]);
    const forgotten = await reviewer.ask('GET', `/documents/${documentId}/zone`);
    expect([forgotten.status, forgotten.body.error?.code]).toEqual([410, 'KYC_FORGOTTEN']);
  }, 120_000);
});
