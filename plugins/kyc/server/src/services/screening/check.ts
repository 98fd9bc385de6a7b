import type { Core } from '@strapi/strapi';
import { sql, type Tx } from '#kernel';
import { Forgotten } from '../../errors';
import { findApplication } from '../applications';
import type { Check } from '../checks';
import { openSaid } from '../sealed-details';
import { screen } from './screen';

/** Has an application wait until staff have said of each hit that it is somebody else; only then it can be approved. */
export const screeningCheck = (strapi: Core.Strapi): Check => ({
  code: 'screening',
  run: (applicationId) => screenApplication(strapi, applicationId),
  isSettled,
});

/** Screens an applicant by what the application says now. Whoever was forgotten is screened no more, and never approved. */
async function screenApplication(strapi: Core.Strapi, applicationId: string): Promise<void> {
  const application = await findApplication(sql(strapi), applicationId);
  if (!application) return;
  const said = await openSaid(strapi, application).catch((error: unknown) => {
    if (error instanceof Forgotten) return undefined;
    throw error;
  });
  if (!said) return;
  const { firstName, lastName, dateOfBirth, country } = said.details;
  const name = [firstName, lastName].filter((part) => part !== undefined).join(' ');
  const subject = { kind: 'person' as const, names: [name], datesOfBirth: dateOfBirth === undefined ? [] : [dateOfBirth], countries: country === undefined ? [] : [country] };
  await screen(strapi, { personId: application.personId, applicationId, trigger: 'application', subject });
}

/** By the latest screening: what was found under a name that was corrected since keeps nobody waiting. */
async function isSettled(tx: Tx, applicationId: string): Promise<boolean> {
  const [latest] = await tx.query<{ is_settled: boolean }>(
    `SELECT NOT EXISTS (SELECT 1 FROM kyc_screening_finds f JOIN kyc_screening_hits h ON h.id = f.hit WHERE f.screening = s.id AND h.disposition <> 'false_positive') AS is_settled
     FROM kyc_screenings s WHERE s.application_id = $1 ORDER BY s.id DESC LIMIT 1`,
    [applicationId],
  );
  return latest?.is_settled ?? false;
}
