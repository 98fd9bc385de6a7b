import type { Core } from '@strapi/strapi';
import { audit, clock, NotFound, sql, transaction, type Tx } from '#kernel';
import { isEditable } from '../domain/application';
import type { DetailName, Details } from '../domain/details';
import { ChangedMeanwhile, NotEditable } from '../errors';
import { aboutApplication, findOwnApplication, lockApplication, type Application } from './applications';
import { openSaid, sealDetails, sealIdentifier } from './sealed-details';

/** What a person adds to their application; `null` takes it away again. What is not named stays. */
export interface Change {
  details: Partial<Record<DetailName, string | null>>;
  /** Compact numbers, each type once. */
  identifiers: { type: string; value: string | null }[];
}

/** Two changes of one application at the same moment are made one after the other. */
const ATTEMPTS = 5;

/**
 * Changes what an application says. It is sealed before the transaction, so whoever was faster is read again.
 *
 * @throws NotFound, NotEditable, ChangedMeanwhile, Forgotten
 */
export async function say(strapi: Core.Strapi, personId: string, id: string, change: Change): Promise<Application> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const application = await findOwnApplication(sql(strapi), id, personId);
    if (!application) throw new NotFound();
    if (!isEditable(application.state)) throw new NotEditable({ state: application.state });
    if (await trySaying(strapi, application, change)) break;
    if (attempt === ATTEMPTS) throw new ChangedMeanwhile();
  }
  const changed = await findOwnApplication(sql(strapi), id, personId);
  if (!changed) throw new NotFound();
  return changed;
}

/** @returns whether nobody else changed it meanwhile. */
async function trySaying(strapi: Core.Strapi, application: Application, change: Change): Promise<boolean> {
  const { details: before } = await openSaid(strapi, application);
  const details = merge(before, change.details);
  const sealed = await sealDetails(strapi, application, { details });
  const numbers = await Promise.all(
    change.identifiers.map(async ({ type, value }) => ({ type, ...(value === null ? { sealed: null, digest: null } : await sealIdentifier(strapi, application, type, value)) })),
  );
  return transaction(strapi, async (tx) => {
    const now = await lockApplication(tx, application.id);
    if (now?.revision !== application.revision) return false;
    await tx.execute(
      `INSERT INTO kyc_details (application_id, person_id, sealed, filled) VALUES ($1, $2, $3, $4)
       ON CONFLICT (application_id) DO UPDATE SET sealed = excluded.sealed, filled = excluded.filled`,
      [application.id, application.personId, sealed, Object.keys(details).sort()],
    );
    for (const number of numbers) await storeNumber(tx, application, number);
    await tx.execute('UPDATE kyc_applications SET revision = revision + 1, updated_at = $2 WHERE document_id = $1', [application.id, clock.now()]);
    await audit(tx, {
      action: 'kyc_application.changed',
      subject: aboutApplication(application.id),
      data: { revision: application.revision + 1, details: Object.keys(change.details), identifiers: change.identifiers.map(({ type }) => type) },
    });
    return true;
  });
}

const storeNumber = (tx: Tx, { id, personId }: Application, { type, sealed, digest }: { type: string; sealed: Buffer | null; digest: Buffer | null }) =>
  sealed === null || digest === null
    ? tx.execute('DELETE FROM kyc_identifiers WHERE application_id = $1 AND type = $2', [id, type])
    : tx.execute(
        `INSERT INTO kyc_identifiers (application_id, person_id, type, sealed, digest, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (application_id, type) DO UPDATE SET sealed = excluded.sealed, digest = excluded.digest, created_at = excluded.created_at`,
        [id, personId, type, sealed, digest, clock.now()],
      );

const merge = (before: Details, change: Change['details']): Details =>
  Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== null && value !== undefined)) as Details;
