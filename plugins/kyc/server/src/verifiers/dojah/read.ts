import type { VerifierCheck, VerifierDocument, VerifierReason, VerifierReport, Verdict } from '../../domain/verification';
import { asJson, codeOf, isJson, textOf, wordsOf, type Json } from '../calls';
import type { VerificationHandle } from '../port';

/**
 * Dojah's words for a verification. `Pending` waits for somebody at Dojah's dashboard, who decides later; what was
 * abandoned says nothing about the person. A word that is not here is looked at by a person.
 *
 * @see https://docs.dojah.io/docs/technical-reference/subscribe-to-service
 */
const verdicts: ReadonlyMap<string, Verdict> = new Map([
  ['Ongoing', 'pending'], ['Pending', 'pending'], ['Completed', 'passed'], ['Failed', 'failed'], ['Abandoned', 'review'],
]);

/** The step of the page that has to have passed, beside the whole. */
const STEPS: Readonly<Record<string, { step: string; name: string }>> = { document: { step: 'id', name: 'document_authentic' }, selfie: { step: 'selfie', name: 'liveness' } };

const unreadable = (code: string, text: string): VerifierReport => ({ state: 'review', status: 'unreadable', checks: [], reasons: [{ code, text }], documents: [] });

/** Reads an answer about a verification; with or without the wrapper `entity`, which some of them lack. */
export function readVerification(raw: unknown, { reference, kind }: VerificationHandle): VerifierReport {
  const answer = asJson(raw);
  const body = isJson(answer.entity) ? answer.entity : answer;
  if (body.reference_id !== reference) return unreadable('other_verification', 'Dojah answered about another verification.');
  const status = textOf(body.verification_status) ?? '';
  const claimed = verdicts.get(status) ?? 'review';
  const steps = asJson(body.data);
  const doubts = claimed === 'passed' ? doubtsAbout(body, steps, kind) : [];
  const state = doubts.length > 0 ? 'review' : claimed;
  return { state, status: wordsOf(status) || 'no status', checks: checksOf(steps), reasons: [...reasonsOf(claimed, status, body), ...doubts, ...readFrom(steps)], documents: documentsOf(steps) };
}

/** "Completed" counts only with all that was asked for. */
function doubtsAbout(body: Json, steps: Json, kind: string): VerifierReason[] {
  const needed = Object.hasOwn(STEPS, kind) ? STEPS[kind] : undefined;
  const doubts: VerifierReason[] = [];
  if (body.status !== true) doubts.push({ code: 'not_confirmed', text: 'Dojah calls it completed, but does not confirm it.' });
  if (!needed || asJson(steps[needed.step]).status !== true) doubts.push({ code: 'step_missing', text: 'Dojah calls it completed, but without the step that was asked for.' });
  if (asJson(body.aml).status === true) doubts.push({ code: 'aml_noted', text: 'Dojah’s own screening noted something.' });
  return doubts;
}

const reasonsOf = (state: Verdict, status: string, body: Json): VerifierReason[] =>
  state === 'passed' || state === 'pending' ? [] : [{ code: `dojah_${codeOf(status, 'unknown')}`, text: wordsOf(body.message, 500) || 'Dojah gave no reason.' }];

const checksOf = (steps: Json): VerifierCheck[] =>
  Object.values(STEPS).flatMap(({ step, name }): VerifierCheck[] => {
    const { status } = asJson(steps[step]);
    return step in steps ? [{ name, outcome: status === true ? 'passed' : status === false ? 'failed' : 'unclear' }] : [];
  });

/** Whose document it was: Dojah does not compare it with what the person typed to us. */
function readFrom(steps: Json): VerifierReason[] {
  const { first_name: first, last_name: last, date_of_birth: born } = asJson(asJson(asJson(steps.id).data).id_data);
  const text = [wordsOf(first), wordsOf(last), wordsOf(born)].filter(Boolean).join(' ');
  return text === '' ? [] : [{ code: 'read_from_document', text }];
}

function documentsOf(steps: Json): VerifierDocument[] {
  const id = asJson(asJson(steps.id).data);
  const links = { document_front: id.id_url, document_back: id.back_url, liveness_frame: asJson(asJson(steps.selfie).data).selfie_url };
  return Object.entries(links).flatMap(([name, link]) => (typeof link === 'string' && link.length <= 2_000 && URL.canParse(link) ? [{ name, link }] : []));
}
