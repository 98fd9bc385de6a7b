import type { Verdict, VerifierCheck, VerifierReason, VerifierReport } from '../../domain/verification';
import { asJson, codeOf, isJson, textOf, wordsOf } from '../calls';
import type { VerificationHandle } from '../port';

/**
 * What the result codes of an ID check mean for us. Smile ID counts a partial match as approved; we let a person look.
 * Codes that are not here, among them all faults of theirs, are looked at by a person.
 *
 * @see https://docs.usesmileid.com/further-reading/result-codes
 */
const verdicts: ReadonlyMap<string, Verdict> = new Map([
  ['1020', 'passed'], // Exact match
  ['1021', 'review'], // Partial match
  ['1022', 'failed'], // No match
  ['1013', 'failed'], // The authority does not know the number
  ['1023', 'failed'], // Not found
  ['1015', 'review'], // The authority was out of reach
]);

/** What an action of a job came to; what is not here is unclear. */
const outcomes: ReadonlyMap<string, VerifierCheck['outcome']> = new Map([
  ['Verified', 'passed'], ['Exact Match', 'passed'], ['Passed', 'passed'], ['Returned', 'passed'],
  ['Not Verified', 'failed'], ['No Match', 'failed'], ['Failed', 'failed'],
  ['Not Done', 'not_done'], ['Not Applicable', 'not_done'], ['Not Provided', 'not_done'], ['Not Returned', 'not_done'],
]);
const names: ReadonlyMap<string, string> = new Map([['Verify_ID_Number', 'number'], ['ID_Verification', 'number'], ['Names', 'name'], ['DOB', 'date_of_birth'], ['Gender', 'gender'], ['Phone_Number', 'phone']]);

const unreadable = (code: string, text: string): VerifierReport => ({ state: 'review', status: 'unreadable', checks: [], reasons: [{ code, text }], documents: [] });

/** Reads an answer of `job_status`. */
export function readJob(raw: unknown, { reference }: VerificationHandle): VerifierReport {
  const { job_complete: isComplete, result } = asJson(raw);
  if (isComplete === false) return { state: 'pending', status: 'job under way', checks: [], reasons: [], documents: [] };
  if (isComplete !== true || !isJson(result)) return unreadable('unreadable', 'Smile ID’s answer cannot be understood.');
  // A success of another job is no success of this one.
  if (asJson(result.PartnerParams).job_id !== reference) return unreadable('other_job', 'Smile ID answered about another job.');
  const code = textOf(result.ResultCode) ?? '';
  const state = verdicts.get(code) ?? 'review';
  const text = wordsOf(result.ResultText) || 'no text';
  const reasons: VerifierReason[] = state === 'passed' ? [] : [{ code: `smile_id_${codeOf(code, 'unknown')}`, text }];
  return { state, status: text, checks: checksOf(result.Actions), reasons, documents: [] };
}

function checksOf(actions: unknown): VerifierCheck[] {
  const found = new Map<string, VerifierCheck>();
  for (const [action, word] of Object.entries(asJson(actions))) {
    const name = names.get(action);
    if (name !== undefined && !found.has(name)) found.set(name, { name, outcome: outcomes.get(String(word)) ?? 'unclear' });
  }
  return [...found.values()];
}
