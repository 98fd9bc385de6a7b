import type { Core } from '@strapi/strapi';
import { appendEvent, audit, clock, transaction, type Tx } from '#kernel';
import { aboutApplication, applicationFacts, lockApplication, type Application } from './applications';

/** Something that is found out about an application before a person looks at it. Advice to the reviewer, never a verdict. */
export interface Check {
  /** e.g. `screening`; never rename it once released. */
  readonly code: string;
  /** Outside a transaction; is run again where it throws or the process dies, so twice must be as good as once. */
  run(applicationId: string): Promise<void>;
  /**
   * For a check that only begins something in `run`: whether it has ended. Such checks run after all others, and whoever
   * ends one calls `finishChecks` in the same transaction. Without it a check is done when `run` is.
   */
  isDone?(tx: Tx, applicationId: string): Promise<boolean>;
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
  if (!(await beginChecks(strapi, applicationId, attempt))) return;
  const all = checks.get(strapi) ?? [];
  // What others end must not end before the rest is done.
  for (const check of [...all.filter(({ isDone }) => !isDone), ...all.filter(({ isDone }) => isDone)]) await check.run(applicationId);
  await transaction(strapi, async (tx) => {
    const application = await lockApplication(tx, applicationId);
    if (application?.attempt === attempt) await finishChecks(strapi, tx, application);
  });
}

/** Lets reviewers have an application, once nothing is waited for any more. Whoever calls has locked it. */
export async function finishChecks(strapi: Core.Strapi, tx: Tx, application: Application): Promise<void> {
  if (application.state !== 'checking') return;
  for (const check of checks.get(strapi) ?? []) if (check.isDone && !(await check.isDone(tx, application.id))) return;
  await tx.execute(`UPDATE kyc_applications SET state = 'in_review', updated_at = $2 WHERE document_id = $1`, [application.id, clock.now()]);
  await appendEvent(tx, 'kyc.application_checked', aboutApplication(application.id), applicationFacts(application));
  const unsettled = await openChecks(strapi, tx, application.id);
  const results = (checks.get(strapi) ?? []).map(({ code }) => ({ code, isSettled: !unsettled.includes(code) }));
  await audit(tx, { action: 'kyc_application.checked', subject: aboutApplication(application.id), data: { attempt: application.attempt, checks: results } });
}

/** The codes of the checks that keep an application from being approved. */
export async function openChecks(strapi: Core.Strapi, tx: Tx, applicationId: string): Promise<string[]> {
  const open: string[] = [];
  for (const check of checks.get(strapi) ?? []) if (!(await check.isSettled(tx, applicationId))) open.push(check.code);
  return open;
}

/** @returns whether the checks of this attempt may run: nobody has begun with them, or somebody did not come to the end. */
const beginChecks = (strapi: Core.Strapi, id: string, attempt: number): Promise<boolean> =>
  transaction(strapi, async (tx) => {
    const application = await lockApplication(tx, id);
    if (application?.attempt !== attempt) return false;
    if (application.state !== 'submitted') return application.state === 'checking';
    await tx.execute(`UPDATE kyc_applications SET state = 'checking', updated_at = $2 WHERE document_id = $1`, [id, clock.now()]);
    return true;
  });
