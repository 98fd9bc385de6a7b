import type { Core } from '@strapi/strapi';
import { clock, kernel, newId, NotFound, sha256, sql, transaction, type Outcome, type StoredMessage } from '#kernel';
import { VerifierSignatureWrong } from '../../verification-errors';
import type { VerifierNotice } from '../../verifiers/port';
import { writeAsKyc } from '../as-writer';
import { advance } from './advance';
import { takeAgainst } from './against';
import { findAskOf, type Ask } from './asks';
import { isRemembered } from './subject';
import { findVerification, type Verification } from './verifications';
import { verifiers } from './verifiers';

const KEPT_HEADERS = ['content-type', 'user-agent', 'x-forwarded-for'];
const LONGEST_NAME = 100;
/** A verifier may tell of a question before its answer to our call has come: for some two hours it is waited for its owner. */
const OWNERLESS_ATTEMPTS = 8;

export const inboxOf = (verifier: string) => `kyc:${verifier}`;

/** What is kept of a notice until it is worked on; the signature, which covers a time, is checked once. */
type Kept = Pick<VerifierNotice, 'reference' | 'providerReference' | 'eventId' | 'isAgainst'> & { occurredAt: string | null };

/** What a table takes: anything longer, or with signs that none can hold, is no name. */
const nameOrNull = (text: string | null, longest = 200): string | null => (text !== null && text.length > 0 && text.length <= longest && !/\p{Cc}/u.test(text) ? text : null);

/**
 * Takes a webhook in: authentic ones are stored and answered at once, whatever they say; the work comes after.
 *
 * @throws NotFound when there is no such verifier.
 * @throws VerifierSignatureWrong when no secret fits the bytes.
 */
export async function receiveWebhook(strapi: Core.Strapi, code: string, rawBody: Buffer, headers: Record<string, string | undefined>): Promise<void> {
  const verifier = verifiers(strapi).find(code);
  if (!verifier) throw new NotFound();
  const notice = verifier.verifyWebhook(rawBody, headers, clock.now());
  if (!notice) throw new VerifierSignatureWrong();
  const kept: Kept = {
    reference: nameOrNull(notice.reference), providerReference: nameOrNull(notice.providerReference), eventId: nameOrNull(notice.eventId), occurredAt: notice.occurredAt?.toISOString() ?? null,
    ...(notice.isAgainst ? { isAgainst: true } : {}),
  };
  await kernel(strapi).inbox.receive({
    provider: inboxOf(code),
    eventType: notice.eventType.replace(/\p{Cc}/gu, '').slice(0, LONGEST_NAME) || 'unnamed',
    subject: JSON.stringify(kept),
    rawBody,
    headers: Object.fromEntries(KEPT_HEADERS.flatMap((name) => (headers[name] ? [[name, headers[name]]] : []))),
    secretIndex: notice.secretIndex,
  });
}

/**
 * Works on a stored webhook: keeps its bytes under the key of its person instead of ours, and asks the verifier. What it
 * claims moves nothing. May run any number of times; an event that was taken in before does nothing.
 */
export async function processWebhook(strapi: Core.Strapi, code: string, message: StoredMessage): Promise<Outcome> {
  const kept = JSON.parse(message.subject ?? '{}') as Partial<Kept>;
  const { reference = null, providerReference = null } = kept;
  const ask = reference === null && providerReference === null ? undefined : await findAskOf(sql(strapi), code, reference, providerReference);
  const verification = ask && (await findVerification(sql(strapi), ask.verificationId));
  if (!ask || !verification) {
    if ((reference !== null || providerReference !== null) && message.attempt < OWNERLESS_ATTEMPTS) throw new Error('It is about no question of ours yet.');
    return { state: 'ignored', note: 'It is about no question of ours.', forgetsBody: true };
  }
  if (!(await isRemembered(strapi, verification.personId))) return { state: 'ignored', note: 'Its person was forgotten.', forgetsBody: true };
  const eventKey = kept.eventId ?? sha256(message.rawBody).toString('hex');
  if (!(await keepEvent(strapi, code, message, { ask, verification, eventKey, occurredAt: kept.occurredAt ?? null }))) return { state: 'ignored', note: 'The same event was taken in before.', forgetsBody: true };
  if (!(await advance(strapi, verification.id, { askId: ask.id }))) throw new Error('The verification is being worked on; it is looked at again in a moment.');
  if (kept.isAgainst) await takeAgainst(strapi, code, verification.id, ask.id, message.rawBody);
  const after = await findVerification(sql(strapi), verification.id);
  return { state: 'processed', note: `The verifier was asked: "${after?.state ?? verification.state}".`, forgetsBody: true };
}

interface NewEvent {
  ask: Ask;
  verification: Verification;
  eventKey: string;
  occurredAt: string | null;
}

/** @returns whether it is ours to work on: new, or begun by ourselves before. */
async function keepEvent(strapi: Core.Strapi, code: string, message: StoredMessage, { ask, verification, eventKey, occurredAt }: NewEvent): Promise<boolean> {
  const id = newId('kve');
  const sealed = await kernel(strapi).values.seal(verification.personId, message.rawBody.toString('latin1'), `kyc_verifier_events:${id}`);
  return transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    await tx.execute(
      `INSERT INTO kyc_verifier_events (id, verifier, event_key, ask_id, message_id, event_type, occurred_at, sealed, received_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (verifier, event_key) DO NOTHING`,
      [id, code, eventKey, ask.id, message.id, message.eventType, occurredAt, sealed, message.receivedAt],
    );
    const [first] = await tx.query<{ message_id: string }>('SELECT message_id FROM kyc_verifier_events WHERE verifier = $1 AND event_key = $2', [code, eventKey]);
    return first?.message_id === message.id;
  });
}
