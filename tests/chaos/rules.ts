import type { ChaosDatabase } from './database.ts';
import type { Proof } from './report.ts';

/** Holds a database against rules: by promise, a query for what breaks it, as `offender`. */
export async function proveRules(database: ChaosDatabase, rules: Readonly<Record<string, string>>): Promise<Proof[]> {
  const proofs: Proof[] = [];
  for (const [promise, text] of Object.entries(rules)) {
    const rows = await database.query<{ offender: string }>(text);
    proofs.push({ promise, offenders: rows.map(({ offender }) => offender) });
  }
  return proofs;
}
