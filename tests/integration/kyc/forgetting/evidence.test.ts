import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually, startServer, stopAfterwards, type TestServer } from '../../../support/index.ts';
import { ADA, Applicant, newNumber } from '../support/applicant.ts';
import { runCli, verifyChain } from '../support/cli.ts';
import { Reviewer } from '../support/desk.ts';
import { photo, uploaded } from '../support/documents.ts';

interface Dossier {
  isForgotten: boolean;
  entries: { entry: { action: string; data: string }; seal: { seq: string } | null }[];
  openings: { id: string; kind: string; salt: string; value: unknown }[];
}

const NOTE = 'Spoke to her on the phone: Okafor-Telltale-note';
let server: TestServer;
let reviewer: Reviewer;
let admin: Reviewer;
let folder: string;

beforeAll(async () => {
  server = await startServer();
  reviewer = await Reviewer.hire(server);
  admin = await Reviewer.hire(server, 'strapi-super-admin');
  folder = await mkdtemp(path.join(tmpdir(), 'dossier-'));
  stopAfterwards(() => rm(folder, { recursive: true }));
});

/** An application that was reviewed, with a passport and a note of the reviewer. */
async function reviewed() {
  const [ada, number] = [await Applicant.register(server), newNumber()];
  const id = await ada.prepare([{ type: 'nin', value: number }]);
  const document = await uploaded(ada.user.http, id, await photo());
  expect((await ada.submit(id)).status).toBe(200);
  await ada.reaches(id, 'in_review');
  await reviewer.settle(id, 'reject', { reasonCodes: ['name_differs'], internalNote: NOTE });
  await eventually(async () => (await server.db.query('SELECT FROM audit_unsealed')).rowCount === 0);
  return { ada, id, document, number };
}

async function dossierOf(id: string): Promise<Dossier> {
  const { status, body } = await admin.ask<{ data: Dossier }>('GET', `/applications/${id}/dossier`);
  expect(status).toBe(200);
  return body.data;
}
let files = 0;
async function verify(dossier: Dossier) {
  const file = path.join(folder, `${(files += 1)}.json`);
  await writeFile(file, JSON.stringify({ data: dossier }));
  return runCli(server, 'plugins/kyc/server/src/dossier-cli.js', ['verify', file]);
}
const forget = (personId: string) => server.db.query('SELECT mangrove_forget($1)', [[personId]]);

describe('what was known of somebody', () => {
  it('is committed to in the audit chain, in which nothing of it can be read', async () => {
    const { id, number } = await reviewed();
    const { entries, openings } = await dossierOf(id);
    expect(entries.map(({ entry }) => entry.action)).toEqual(
      expect.arrayContaining(['kyc_application.created', 'kyc_application.changed', 'kyc_document.uploaded', 'kyc_application.submitted', 'screening.done', 'kyc_document.zone_kept', 'kyc_application.checked', 'kyc_application.claimed', 'kyc_application.decided']),
    );
    expect(openings.map(({ kind }) => kind).sort()).toEqual(['file', 'note', 'said', 'screening', 'zone']);
    expect(openings.find(({ kind }) => kind === 'said')?.value).toEqual({ details: ADA, identifiers: [{ type: 'nin', value: number }] });
    const { rows } = await server.db.query<{ text: string }>('SELECT row_to_json(e)::text AS text FROM audit_entries e');
    for (const secret of [ADA.firstName, ADA.lastName, ADA.dateOfBirth, number, NOTE]) expect(rows.filter(({ text }) => text.includes(secret))).toEqual([]);
  });

  it('is proved by its opening, down to the bytes of a document', async () => {
    const { id, document } = await reviewed();
    const dossier = await dossierOf(id);
    expect(await verify(dossier)).toMatchObject({ code: 0, text: expect.stringMatching(/5 of 5 commitments opened; compared with the chain\.\n✓/) as string });
    const bytes = await server.run(async (strapi, documentId, { kernel }) => {
      const [row] = await kernel.sql(strapi).query<{ object: string }>('SELECT object FROM kyc_documents WHERE document_id = $1', [documentId]);
      const parts: Buffer[] = [];
      for await (const part of (await kernel.kernel(strapi).objects.open(row?.object ?? '')) ?? []) parts.push(part as Buffer);
      return Buffer.concat(parts).toString('base64');
    }, document.id);
    expect(dossier.openings.find(({ kind }) => kind === 'file')?.value).toMatchObject({ type: 'passport', keptSha256: createHash('sha256').update(Buffer.from(bytes, 'base64')).digest('hex') });
  });

  it.each<[string, (dossier: Dossier) => void]>([
    ['another name', ({ openings }) => Object.assign((openings.find(({ kind }) => kind === 'said')?.value as { details: object }).details, { lastName: 'Adeyemi' })],
    ['another salt', ({ openings }) => Object.assign(openings[0] ?? {}, { salt: Buffer.alloc(32).toString('base64url') })],
    ['something that nobody committed to', ({ openings }) => openings.push({ id: `kev_${'0'.repeat(26)}`, kind: 'note', salt: Buffer.alloc(32).toString('base64url'), value: 'It was fine.' })],
    ['another decision', ({ entries }) => entries.forEach(({ entry }) => Object.assign(entry, { data: entry.data.replace('"reject"', '"approve"') }))],
    ['an entry at another place', ({ entries }) => Object.assign(entries[0]?.seal ?? {}, { seq: '999999' })],
  ])('with %s is found untrue', async (_what, change) => {
    const { id } = await reviewed();
    const dossier = await dossierOf(id);
    change(dossier);
    expect(await verify(dossier)).toMatchObject({ code: 1, text: expect.stringContaining('✗ The dossier is not true.') as string });
  });

  it('can be proved by nobody once its person was forgotten, and the chain is as intact as before', async () => {
    const { ada, id } = await reviewed();
    const before = await dossierOf(id);
    await forget(ada.user.id);
    const after = await dossierOf(id);
    expect(after).toMatchObject({ isForgotten: true, openings: [] });
    expect(after.entries.slice(0, before.entries.length)).toEqual(before.entries);
    expect(await verify(after)).toMatchObject({ code: 0, text: expect.stringContaining('0 of 5 commitments opened') as string });
    expect(await verifyChain(server)).toMatchObject({ code: 0, text: expect.stringContaining('✓ The audit chain is intact.') as string });
  });

  it('is taken out by those alone who may, and that is recorded', async () => {
    const { id } = await reviewed();
    expect((await reviewer.ask('GET', `/applications/${id}/dossier`)).status).toBe(403);
    expect((await admin.ask('GET', `/applications/kyc_${'0'.repeat(26)}/dossier`)).status).toBe(404);
    await dossierOf(id);
    const { rows } = await server.db.query(`SELECT actor FROM audit_entries WHERE action = 'kyc_application.dossier_made' AND subject_id = $1`, [id]);
    expect(rows).toEqual([{ actor: `staff:${admin.staff.id}` }]);
  });
});
