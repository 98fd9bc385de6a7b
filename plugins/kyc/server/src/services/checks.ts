import type { Core } from '@strapi/strapi';
import { appendEvent, audit, clock, transaction, type Tx } from '#kernel';
import { aboutApplication, applicationFacts, lockApplication } from './applications';

/** Something that is found out about an application before a person looks at it. Advice to the reviewer, never a verdict. */
export interface Check {
  /** e.g. `screening`; never rename it once released. */
  readonly code: string;
  /** Outside a transaction; is run again where it throws or the process dies, so twice must be as good as once. */
  run(applicationId: string): Promise<void>;
  /** Whether an approval may go on, as part of its transaction. */
  isSettled(tx: Tx, applicationId: string): Promise<boolean>;
}

const checks = new WeakMap<Core.Strapi, Check[]>();

/** Adds a check; in `register`. */
export function addCheck(strapi: Core.Strapi, check: Check): void {
  const known = checks.get(strapi) ?? [];
  if (known.some(({ code }) => code === check.code)) throw new Error(`Two KYC checks have the code "${check.code}".`);
  checks.set(strapi, [...known, check]);
}

/** Runs all checks of an application that was handed in, and lets reviewers have it. A repeat finds nothing to do. */
export async function runChecks(strapi: Core.Strapi, applicationId: string, attempt: number): Promise<void> {
  if (!(await move(strapi, applicationId, attempt, 'submitted', 'checking'))) return;
  for (const check of checks.get(strapi) ?? []) await check.run(applicationId);
  await move(strapi, applicationId, attempt, 'checking', 'in_review');
}

/** The codes of the checks that keep an application from being approved. */
export async function openChecks(strapi: Core.Strapi, tx: Tx, applicationId: string): Promise<string[]> {
  const open: string[] = [];
  for (const check of checks.get(strapi) ?? []) if (!(await check.isSettled(tx, applicationId))) open.push(check.code);
  return open;
}

/** @returns whether the application is in the state `to` of this attempt now: because it was moved, or had been before. */
const move = (strapi: Core.Strapi, id: string, attempt: number, from: 'submitted' | 'checking', to: 'checking' | 'in_review'): Promise<boolean> =>
  transaction(strapi, async (tx) => {
    const application = await lockApplication(tx, id);
    if (application?.attempt !== attempt) return false;
    if (application.state !== from) return application.state === to;
    await tx.execute('UPDATE kyc_applications SET state = $2, updated_at = $3 WHERE document_id = $1', [id, to, clock.now()]);
    if (to === 'in_review') {
      await appendEvent(tx, 'kyc.application_checked', aboutApplication(id), applicationFacts(application));
      const unsettled = await openChecks(strapi, tx, id);
      const results = (checks.get(strapi) ?? []).map(({ code }) => ({ code, isSettled: !unsettled.includes(code) }));
      await audit(tx, { action: 'kyc_application.checked', subject: aboutApplication(id), data: { attempt, checks: results } });
    }
    return true;
  });
