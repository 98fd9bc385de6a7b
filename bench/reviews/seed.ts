import type pg from 'pg';

/** Of each hundred applications so many wait for a reviewer. */
const IN_REVIEW = 40;

const ID = (prefix: string, number: string) => `'${prefix}_' || lpad(${number}::text, 26, '0')`;

/** One application a person, each with two numbers, a document and a name; every two hundredth shares all three with three others. */
const STATEMENTS = (rows: number): string[] => [
  `INSERT INTO kyc_applications (document_id, person_id, level, level_version, state, attempt, revision, needs_second_review, risk, has_open_hits, submitted_at, due_at, decided_at, created_at, updated_at, published_at)
   SELECT ${ID('kyc', 'i')}, ${ID('usr', 'i')}, CASE WHEN i % 3 = 0 THEN 'tier-2' ELSE 'tier-1' END, 2,
     CASE WHEN i % 100 < ${IN_REVIEW - 5} THEN 'in_review' WHEN i % 100 < ${IN_REVIEW} THEN 'second_review' WHEN i % 100 < 50 THEN 'rejected' ELSE 'approved' END,
     1, 2, i % 100 >= ${IN_REVIEW - 5} AND i % 100 < ${IN_REVIEW}, CASE WHEN i % 50 = 1 THEN 'high' ELSE 'standard' END, i % 40 = 3,
     at, at + interval '24 hours', CASE WHEN i % 100 >= ${IN_REVIEW} THEN at + interval '5 hours' END, at, at, at
   FROM (SELECT i, now()::timestamp - interval '36 hours' + i * (interval '30 hours' / ${rows}) AS at FROM generate_series(1, ${rows}) i) n`,
  `INSERT INTO kyc_identifiers (application_id, person_id, type, sealed, digest, created_at)
   SELECT ${ID('kyc', 'i')}, ${ID('usr', 'i')}, type, decode(repeat('00', 60), 'hex'), sha256((type || CASE WHEN i % 200 < 4 THEN 'shared' || i / 200 ELSE i::text END)::bytea), now()
   FROM generate_series(1, ${rows}) i CROSS JOIN unnest(ARRAY['nin', 'bvn']) type`,
  `INSERT INTO kyc_documents (document_id, application_id, person_id, type, side, country, state, reasons, version, object, fingerprint, media_type, size_bytes, scan, created_at, updated_at, published_at)
   SELECT ${ID('kyd', 'i')}, ${ID('kyc', 'i')}, ${ID('usr', 'i')}, 'passport', 'front', 'NG', 'pending', '[]', 1, ${ID('obj', 'i')},
     encode(sha256(CASE WHEN i % 200 < 4 THEN 'file' || i / 200 ELSE i::text END::bytea), 'hex'), 'image/jpeg', 1000, 'clean', now(), now(), now()
   FROM generate_series(1, ${rows}) i`,
  `INSERT INTO kyc_submissions (application_id, attempt, person_id, evidence_id, name_digest, submitted_at)
   SELECT ${ID('kyc', 'i')}, 1, ${ID('usr', 'i')}, 'none', sha256(('name' || CASE WHEN i % 200 < 4 THEN 'shared' || i / 200 ELSE i::text END)::bytea), now()
   FROM generate_series(1, ${rows}) i`,
  `INSERT INTO kyc_profiles (document_id, person_id, level, level_rank, state, risk, created_at, updated_at, published_at)
   SELECT ${ID('kyp', 'i')}, ${ID('usr', 'i')}, 'tier-0', 0, 'active', CASE WHEN i % 50 = 1 THEN 'high' ELSE 'standard' END, now(), now(), now() FROM generate_series(1, ${rows}) i`,
];

/** One of those who share everything with three others. */
export const sharedApplication = (rows: number): string => `kyc_${String(Math.floor(rows / 400) * 200 + 1).padStart(26, '0')}`;

/** Fills the tables in the way of a restore: without triggers. */
export async function seedApplications(pool: pg.Pool, rows: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    for (const statement of STATEMENTS(rows)) await client.query(statement);
    await client.query('COMMIT');
  } finally {
    // Closes the connection: nothing of these settings outlives the work, and a failure is rolled back.
    client.release(true);
  }
  await pool.query('VACUUM ANALYZE');
}
