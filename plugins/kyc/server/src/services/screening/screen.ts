import type { Core } from '@strapi/strapi';
import { appendEvent, clock, kernel, newId, transaction, type Tx } from '#kernel';
import { blindIndexKeys, subjectDigest } from '../../domain/screening/blind';
import type { Trigger } from '../../domain/screening/hit';
import type { Identity } from '../../domain/screening/match';
import type { ScreeningAnswer, ScreeningMatch } from '../../screeners/port';
import { ScreeningUnavailable } from '../../screening-errors';
import { lockApplication } from '../applications';
import { writeAsKyc } from '../as-writer';
import { auditWith, commitTo } from '../evidence/evidence';
import { blindKey } from './blind-key';
import { noteOpenHits } from './open-hits';
import { LOCAL_LISTS, screeners } from './providers';
import { listVersions } from './search-lists';

export interface ScreeningRequest {
  /** Public id of the user; everything about them is sealed under it. */
  personId: string;
  applicationId: string | null;
  trigger: Trigger;
  subject: Identity;
}

export interface Screening {
  id: string;
  /** Ids of all hits, those of before among them. */
  hits: string[];
}

interface Found extends ScreeningMatch {
  provider: string;
  sealedExplanation: Buffer;
}

const TIMEOUT_MS = 20_000;
/** A list changes in the moment of a screening about never; that it does so again and again is a mistake of somebody. */
const ATTEMPTS = 5;

/**
 * Looks a person up in all lists, and keeps that it was done, in which versions, and whom they may be. Not inside a transaction: providers
 * are asked, and keys made, beforehand. Once more costs one more row and finds the same hits.
 *
 * @throws ScreeningUnavailable when a provider gives no clear answer; nothing is stored then
 */
export async function screen(strapi: Core.Strapi, request: ScreeningRequest): Promise<Screening> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const answers = await askAll(strapi, request.subject);
    const found = await sealExplanations(strapi, request.personId, answers);
    const stored = await store(strapi, request, answers, found);
    if (stored) return stored;
  }
  throw new ScreeningUnavailable({ provider: LOCAL_LISTS });
}

async function askAll(strapi: Core.Strapi, subject: Identity): Promise<ReadonlyMap<string, ScreeningAnswer>> {
  const answers = await Promise.all(
    screeners(strapi).all().map(async (provider) => {
      try {
        return [provider.code, await provider.search(subject, AbortSignal.timeout(TIMEOUT_MS))] as const;
      } catch (error) {
        strapi.log.warn(`The screening provider "${provider.code}" gave no clear answer.`, { error });
        throw new ScreeningUnavailable({ provider: provider.code });
      }
    }),
  );
  return new Map(answers);
}

/** By reference, so that two screenings of one person that store the same hits wait for each other in one order. */
async function sealExplanations(strapi: Core.Strapi, personId: string, answers: ReadonlyMap<string, ScreeningAnswer>): Promise<Found[]> {
  const matches = [...answers].flatMap(([provider, answer]) => answer.matches.map((match) => ({ ...match, provider })));
  const sealed = matches.map(async (match) => ({ ...match, sealedExplanation: await kernel(strapi).values.seal(personId, JSON.stringify(match.explanation), 'kyc_screening_hits.explanation') }));
  return (await Promise.all(sealed)).sort((a, b) => (`${a.provider} ${a.reference}` < `${b.provider} ${b.reference}` ? -1 : 1));
}

/** @returns nothing where a list has changed since it was searched: who was not found in it may be in it now */
async function store(strapi: Core.Strapi, { personId, applicationId, trigger, subject }: ScreeningRequest, answers: ReadonlyMap<string, ScreeningAnswer>, found: readonly Found[]): Promise<Screening | undefined> {
  const key = await blindKey(strapi);
  const sealed = await kernel(strapi).values.seal(personId, JSON.stringify(subject), 'kyc_screenings.subject');
  const digest = subjectDigest(key, subject);
  const evidence = await commitTo(strapi, { personId, applicationId }, 'screening', { subject, matches: found.map(({ provider, reference, revision, score, explanation }) => ({ provider, reference, revision, score, explanation })) });
  const lists = Object.fromEntries([...answers].map(([code, answer]) => [code, answer.lists]));
  const isTruncated = [...answers.values()].some((answer) => answer.isTruncated);
  return transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    // Before its hits, as whoever decides about one does.
    if (applicationId !== null) await lockApplication(tx, applicationId);
    if (!(await isCurrent(tx, answers.get(LOCAL_LISTS)))) return undefined;
    const id = newId('kys');
    await tx.execute(
      'INSERT INTO kyc_screenings (id, person, application_id, trigger, subject, subject_digest, lists, is_truncated, screened_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [id, personId, applicationId, trigger, sealed, digest, JSON.stringify(lists), isTruncated, clock.now()],
    );
    await tx.execute(
      'INSERT INTO kyc_screening_people (person, screening, keys) VALUES ($1, $2, $3) ON CONFLICT (person) DO UPDATE SET screening = excluded.screening, keys = excluded.keys',
      [personId, id, blindIndexKeys(key, subject)],
    );
    const hits: string[] = [];
    for (const match of found) hits.push(await storeHit(tx, { screeningId: id, personId, applicationId, digest, match }));
    await auditWith(tx, { action: 'screening.done', subject: { type: 'kyc_screening', id }, data: { applicationId, trigger, lists, isTruncated, hitIds: hits } }, [evidence]);
    if (applicationId !== null) await noteOpenHits(tx, applicationId);
    return { id, hits };
  });
}

/** Holds the lists as they are until the end of the transaction: whoever changes one then sees this screening, or it sees the change. */
async function isCurrent(tx: Tx, searched: ScreeningAnswer | undefined): Promise<boolean> {
  await tx.query('SELECT code FROM kyc_screening_lists ORDER BY code FOR SHARE');
  const current = await listVersions(tx);
  return JSON.stringify(current) === JSON.stringify(searched?.lists);
}

interface NewHit {
  screeningId: string;
  personId: string;
  applicationId: string | null;
  digest: Buffer;
  match: Found;
}

/** One hit for the same entry as it is and the same person as they are: what staff decided about it holds. */
async function storeHit(tx: Tx, { screeningId, personId, applicationId, digest, match }: NewHit): Promise<string> {
  const { provider, reference, revision, list, listed, score, sealedExplanation } = match;
  const [fresh] = await tx.query<{ id: string }>(
    `INSERT INTO kyc_screening_hits (id, person, screening, provider, reference, revision, list, listed, subject_digest, score, explanation, found_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (person, provider, reference, revision, subject_digest) DO NOTHING RETURNING id`,
    [newId('kyh'), personId, screeningId, provider, reference, revision, list, JSON.stringify(listed), digest, score.toFixed(3), sealedExplanation, clock.now()],
  );
  const [hit] = fresh
    ? [fresh]
    : await tx.query<{ id: string }>('SELECT id FROM kyc_screening_hits WHERE person = $1 AND provider = $2 AND reference = $3 AND revision = $4 AND subject_digest = $5', [personId, provider, reference, revision, digest]);
  if (!hit) throw new Error(`The hit ${reference} of ${personId} was neither stored nor there.`);
  await tx.execute('INSERT INTO kyc_screening_finds (screening, hit) VALUES ($1, $2)', [screeningId, hit.id]);
  if (fresh) await appendEvent(tx, 'kyc.screening_hit_found', { type: 'kyc_screening_hit', id: hit.id }, { hitId: hit.id, screeningId, personId, applicationId });
  return hit.id;
}
