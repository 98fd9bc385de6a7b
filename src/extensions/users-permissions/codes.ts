import { randomBytes } from 'node:crypto';
import { index, sha256, table, uniqueIndex, type Guard, type Sql, type Tx } from '#kernel';

export type CodePurpose = 'reset_password' | 'confirm_email';

const LIFETIME_SECONDS: Record<CodePurpose, number> = { reset_password: 3_600, confirm_email: 86_400 };

/** Only a hash is kept: who reads the table cannot use the codes. One of each purpose an account; a newer one replaces it. */
export const codeGuards: Guard[] = [
  table(
    'account_codes',
    `user_id integer NOT NULL REFERENCES up_users ON DELETE CASCADE, purpose text NOT NULL CHECK (purpose IN ('reset_password', 'confirm_email')),
     code_hash bytea NOT NULL, expires_at timestamptz NOT NULL, PRIMARY KEY (user_id, purpose)`,
  ),
  uniqueIndex('account_codes_hash', 'account_codes (code_hash)'),
  index('account_codes_expiry', 'account_codes (expires_at)'),
];

/** A new code, shown once: to the mail that carries it. */
export async function mintCode(tx: Tx, userId: number, purpose: CodePurpose): Promise<string> {
  const code = randomBytes(32).toString('base64url');
  await tx.execute(
    `INSERT INTO account_codes (user_id, purpose, code_hash, expires_at) VALUES ($1, $2, $3, now() + make_interval(secs => $4))
     ON CONFLICT (user_id, purpose) DO UPDATE SET code_hash = excluded.code_hash, expires_at = excluded.expires_at`,
    [userId, purpose, sha256(code), LIFETIME_SECONDS[purpose]],
  );
  return code;
}

/** Uses a code up. @returns the public id of its user; `undefined` when it is unknown, used, too old, or the user is blocked. */
export async function takeCode(tx: Tx, code: string, purpose: CodePurpose): Promise<string | undefined> {
  const [taken] = await tx.query<{ document_id: string }>(
    `DELETE FROM account_codes c USING up_users u
     WHERE c.code_hash = $1 AND c.purpose = $2 AND c.expires_at > now() AND u.id = c.user_id AND u.blocked IS NOT TRUE RETURNING u.document_id`,
    [sha256(code), purpose],
  );
  return taken?.document_id;
}

/** Voids what was mailed to an address that is the account's no longer: a code proves the address that it was sent to. */
export async function voidCodes(tx: Tx, userId: number): Promise<void> {
  await tx.execute('DELETE FROM account_codes WHERE user_id = $1', [userId]);
}

/** Removes codes that nobody used in time. */
export async function purgeCodes(within: Sql): Promise<void> {
  await within.execute('DELETE FROM account_codes WHERE expires_at < now()');
}
