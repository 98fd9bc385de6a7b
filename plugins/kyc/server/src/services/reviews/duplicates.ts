import type { Core } from '@strapi/strapi';
import { NotFound } from '#kernel';
import type { ApplicationState } from '../../domain/application';
import type { ProfileState } from '../../domain/profile';
import { findApplication } from '../applications';
import { lookUp } from './look-up';

export const SIGNS = ['number', 'file', 'name'] as const;
export type Sign = (typeof SIGNS)[number];

/** What an application has in common with one of somebody else. */
export interface Match {
  sign: Sign;
  /** The type of a number, or the document of this application whose file it is; `null` for name and date of birth. */
  own: string | null;
  applicationId: string;
  /** The other's document, where it is a file. */
  documentId: string | null;
}

interface MatchRow {
  sign: Sign;
  own: string | null;
  other_person: string;
  other_application: string;
  other_document: string | null;
}

interface OtherRow {
  person_id: string;
  profile_level: string | null;
  profile_state: ProfileState | null;
  id: string;
  level: string;
  state: ApplicationState;
  submitted_at: Date;
  decided_at: Date | null;
}

const MOST_PEOPLE = 50;

/**
 * Other people who have handed in the same number, file, or name with date of birth, those with most in common first. By ids and states alone: whoever wants to see
 * one of them opens their application, which is recorded.
 *
 * @throws NotFound, SearchTooBroad
 */
export const findDuplicates = (strapi: Core.Strapi, applicationId: string) =>
  lookUp(strapi, async (tx) => {
    if (!(await findApplication(tx, applicationId))) throw new NotFound();
    const rows = await tx.query<MatchRow>('SELECT sign, own, other_person, other_application, other_document FROM kyc_duplicates_of($1)', [applicationId]);
    const matches = new Map<string, Match[]>();
    for (const { sign, own, other_person, other_application, other_document } of rows) {
      matches.set(other_person, [...(matches.get(other_person) ?? []), { sign, own, applicationId: other_application, documentId: other_document }]);
    }
    const people = [...matches].sort(([, one], [, other]) => other.length - one.length).slice(0, MOST_PEOPLE);
    // The application that counts is the latest that was handed in, whichever of them has something in common.
    const others = await tx.query<OtherRow>(
      `SELECT w.person_id, p.level AS profile_level, p.state AS profile_state, a.document_id AS id, a.level, a.state, a.submitted_at, a.decided_at FROM unnest($1::text[]) w (person_id) CROSS JOIN LATERAL (
         SELECT x.document_id, x.level, x.state, x.submitted_at, x.decided_at FROM kyc_applications x WHERE x.person_id = w.person_id AND x.submitted_at IS NOT NULL ORDER BY x.created_at DESC LIMIT 1) a
       LEFT JOIN kyc_profiles p ON p.person_id = w.person_id`,
      [people.map(([personId]) => personId)],
    );
    return people.flatMap(([personId, theirs]) => others.filter(({ person_id }) => person_id === personId).map((other) => ({ personId, matches: theirs, ...toOut(other) })));
  });

const toOut = ({ profile_level, profile_state, id, level, state, submitted_at, decided_at }: OtherRow) => ({
  profile: profile_level === null || profile_state === null ? null : { level: profile_level, state: profile_state },
  latest: { id, level, state, submittedAt: submitted_at.toISOString(), decidedAt: decided_at?.toISOString() ?? null },
});
