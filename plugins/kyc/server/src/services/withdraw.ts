import type { Core } from '@strapi/strapi';
import { appendEvent, audit, clock, NotFound, transaction, type Tx } from '#kernel';
import { applicationMachine, type ApplicationState } from '../domain/application';
import { aboutApplication, applicationFacts, lockApplication, type Application } from './applications';

/**
 * Takes an application back, at any time before it is decided; doing it again changes nothing.
 *
 * @throws NotFound, IllegalTransition when it is decided or has expired.
 */
export function withdraw(strapi: Core.Strapi, personId: string, id: string): Promise<Application> {
  return transaction(strapi, async (tx) => {
    const application = await lockApplication(tx, id);
    if (application?.personId !== personId) throw new NotFound();
    if (application.state === 'withdrawn') return application;
    await end(tx, application, 'withdrawn');
    return { ...application, state: 'withdrawn' as const, expiresAt: null, updatedAt: clock.now() };
  });
}

/** Ends an application without a decision. @throws IllegalTransition */
export async function end(tx: Tx, application: Application, to: Extract<ApplicationState, 'withdrawn' | 'expired'>): Promise<void> {
  applicationMachine.assert(application.state, to);
  await tx.execute(
    'UPDATE kyc_applications SET state = $2, revision = revision + 1, claimed_by = NULL, claimed_until = NULL, expires_at = NULL, updated_at = $3 WHERE document_id = $1',
    [application.id, to, clock.now()],
  );
  await appendEvent(tx, `kyc.application_${to}`, aboutApplication(application.id), applicationFacts(application));
  await audit(tx, { action: `kyc_application.${to}`, subject: aboutApplication(application.id), data: { attempt: application.attempt, from: application.state } });
}
