import { setTimeout as pause } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { clock, NotFound, sql } from '#kernel';
import { hasEnded } from '../../domain/verification';
import { VerifierUnavailable } from '../../verification-errors';
import { findOwnApplication, type Application } from '../applications';
import { advance } from './advance';
import { asksOf, type Ask } from './asks';
import { currentVerifications, type Verification } from './verifications';

const TRIES = 10;
const PAUSE_MS = 300;

export const isPageOpen = ({ state, session, sessionExpiresAt }: Ask): boolean => state === 'open' && session !== null && (sessionExpiresAt === null || sessionExpiresAt > clock.now());

/**
 * Opens the pages to which the applicant has to go, if there are any. Doing it again finds those that are open, and opens
 * another in the place of one that has expired.
 *
 * @throws NotFound, VerifierUnavailable
 */
export async function beginVerifications(strapi: Core.Strapi, personId: string, applicationId: string): Promise<Application> {
  const application = await findOwnApplication(sql(strapi), applicationId, personId);
  if (!application) throw new NotFound();
  for (const verification of await currentVerifications(sql(strapi), applicationId)) if (!hasEnded(verification.state)) await openPage(strapi, verification);
  return application;
}

/** Somebody else may be at work on it, for a moment. */
async function openPage(strapi: Core.Strapi, { id }: Verification): Promise<void> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const ask = (await asksOf(sql(strapi), id)).at(-1);
    if (ask && (ask.how !== 'session' || isPageOpen(ask) || ask.state === 'answered' || ask.state === 'refused')) return;
    if (await advance(strapi, id, { isApplicantHere: true })) {
      const after = (await asksOf(sql(strapi), id)).at(-1);
      if (after?.how === 'session' && after.calls > 0 && after.isAnswerLost) throw new VerifierUnavailable({ verifier: after.verifier });
      if (!after || after.calls > 0) return;
    } else await pause(PAUSE_MS);
  }
}
