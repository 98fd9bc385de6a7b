import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { dossier } from './http/dossier-schemas';
import { verifyDossier } from './services/evidence/verify-dossier';

const USAGE = `kyc:dossier verify <file>   checks a dossier that GET /kyc/applications/:id/dossier gave: exit code 0 when all of it is true, 1 when not

With DATABASE_URL its entries are compared with the audit chain, too. Without, it is checked by itself: whoever made it up as a whole
is found only against the chain. Exit code 2: it could not be checked.`;

async function main(): Promise<number> {
  const [verb, file, ...rest] = process.argv.slice(2);
  if (verb !== 'verify' || file === undefined || rest.length > 0) throw new Error(USAGE);
  const parsed = dossier.safeParse((JSON.parse(await readFile(file, 'utf8')) as { data?: unknown }).data);
  if (!parsed.success) throw new Error(`${file} is no dossier: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
  const client = process.env.DATABASE_URL ? new Client({ connectionString: process.env.DATABASE_URL, application_name: 'mangrove dossier' }) : undefined;
  await client?.connect();
  try {
    const hashOf = client && (async (seal: string) => (await client.query<{ hash: string }>(`SELECT encode(hash, 'hex') AS hash FROM audit_seals WHERE seq = $1`, [seal])).rows[0]?.hash);
    const { findings, entries, unsealed, commitments, opened } = await verifyDossier(parsed.data, hashOf);
    for (const finding of findings) console.error(`✗ ${finding}`);
    console.log(`${entries} entries, ${unsealed} of them not sealed yet; ${opened} of ${commitments} commitments opened${hashOf ? '; compared with the chain.' : '; not compared with the chain: DATABASE_URL is not set.'}`);
    console.log(findings.length === 0 ? '✓ The dossier is true.' : '✗ The dossier is not true.');
    return findings.length === 0 ? 0 : 1;
  } finally {
    await client?.end();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  },
);
