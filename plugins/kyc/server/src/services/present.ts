import type { Core } from '@strapi/strapi';
import { clock, sql } from '#kernel';
import { isEditable, shownState } from '../domain/application';
import { maskIdentifier } from '../domain/identifiers';
import type { Application } from './applications';
import { decisionsOf, publicReasons } from './decisions';
import { findLevel, levelVersion } from './levels';
import { findMissing } from './missing';
import { openSaid } from './sealed-details';
import { presentOwnVerifications } from './verifications/present';

/** An application as its applicant sees it: their own words, their numbers masked, public reasons only. @throws Forgotten */
export async function presentOwn(strapi: Core.Strapi, application: Application) {
  const db = sql(strapi);
  const isOpen = isEditable(application.state);
  // What is handed in is judged by the version that it was handed in for.
  const level = (isOpen ? await findLevel(db, application.level, clock.now()) : undefined) ?? (await levelVersion(db, application.level, application.levelVersion));
  const { details, identifiers } = await openSaid(strapi, application);
  const last = (await decisionsOf(strapi, application))[0];
  const isRefused = last !== undefined && (application.state === 'rejected' || application.state === 'needs_resubmission');
  return {
    id: application.id,
    level: application.level,
    state: shownState(application.state),
    attempt: application.attempt,
    details: {
      firstName: details.firstName ?? null,
      lastName: details.lastName ?? null,
      dateOfBirth: details.dateOfBirth ?? null,
      country: details.country ?? null,
      address: details.address ?? null,
    },
    identifiers: identifiers.map(({ type, value }) => ({ type, masked: maskIdentifier(value) })),
    missing: isOpen ? await findMissing(strapi, db, application.id, level.requirements) : null,
    verifications: isOpen ? [] : await presentOwnVerifications(strapi, application),
    reasons: isRefused ? await publicReasons(db, last) : [],
    note: isRefused ? last.publicNote : null,
    submittedAt: application.submittedAt?.toISOString() ?? null,
    decidedAt: application.decidedAt?.toISOString() ?? null,
    expiresAt: application.expiresAt?.toISOString() ?? null,
    createdAt: application.createdAt.toISOString(),
    updatedAt: application.updatedAt.toISOString(),
  };
}
