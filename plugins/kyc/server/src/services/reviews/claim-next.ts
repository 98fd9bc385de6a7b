import type { Core } from '@strapi/strapi';
import { actorText, clock, requestContext, sql, transaction, type Tx } from '#kernel';
import { take } from './claim';
import { lookUp } from './look-up';
import { queuePages, type QueueFilters } from './queue-pages';

export interface NextAsked extends Pick<QueueFilters, 'states' | 'level' | 'risk' | 'isOverdue' | 'needsSecondReview' | 'hasOpenHits' | 'order'> {
  /** Ids of applications that whoever asks has put aside. */
  except: readonly string[];
}

/** Looked at in one go; as many reviewers may ask at the same moment without looking again. */
const AT_ONCE = 20;
const ATTEMPTS = 5;

/**
 * Takes the next application that nobody holds and that this reviewer may decide: not their own, and none that they have decided about already. Two who ask at
 * once get two.
 *
 * @returns nothing where there is none.
 */
export async function claimNext(strapi: Core.Strapi, { except, ...filters }: NextAsked): Promise<{ id: string; claimedUntil: Date } | undefined> {
  const actor = requestContext.actor();
  const own = await ownUserId(strapi, actor.id);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const candidates = await findCandidates(strapi, { filters: { ...filters, claimed: 'free' }, actor: actorText(actor), except, own });
    if (candidates.length === 0) return undefined;
    const taken = await transaction(strapi, (tx) => takeFirst(strapi, tx, candidates));
    if (taken) return taken;
  }
  return undefined;
}

/** The account of the API that is the same human being's; nobody reviews themselves. */
async function ownUserId(strapi: Core.Strapi, staffId: string): Promise<string> {
  const [row] = await sql(strapi).query<{ id: string }>(
    'SELECT u.document_id AS id FROM admin_users s JOIN staff_links l ON l.staff_id = s.id JOIN up_users u ON u.id = l.user_id WHERE s.document_id = $1',
    [staffId],
  );
  return row?.id ?? '';
}

interface Wanted {
  filters: QueueFilters;
  actor: string;
  except: readonly string[];
  own: string;
}

const findCandidates = (strapi: Core.Strapi, { filters, actor, except, own }: Wanted): Promise<number[]> =>
  lookUp(strapi, async (tx) => {
    const { text, values } = queuePages({ filters, actor, now: clock.now(), most: AT_ONCE, notFor: { own, person: actor, except } });
    return (await tx.query<{ id: number }>(text, values)).map(({ id }) => id);
  });

/** Of these, the first that is still free; whoever takes one at this moment is not waited for. */
async function takeFirst(strapi: Core.Strapi, tx: Tx, candidates: readonly number[]): Promise<{ id: string; claimedUntil: Date } | undefined> {
  const [free] = await tx.query<{ id: string }>(
    `SELECT a.document_id AS id FROM kyc_applications a JOIN unnest($1::int[]) WITH ORDINALITY AS c (id, place) ON c.id = a.id
     WHERE a.state = ANY ($2) AND (a.claimed_until IS NULL OR a.claimed_until <= $3) ORDER BY c.place LIMIT 1 FOR UPDATE OF a SKIP LOCKED`,
    [candidates, ['in_review', 'second_review'], clock.now()],
  );
  return free && { id: free.id, claimedUntil: await take(strapi, tx, free.id) };
}
