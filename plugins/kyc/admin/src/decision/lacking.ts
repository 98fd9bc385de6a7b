import type { CaseDocument, Outcome, Reason } from '../api/types';
import type { Draft } from './drafts';

/**
 * What a decision still needs: a reason where it is a refusal, and where corrections are asked for, something to correct:
 * a refused document, or a reason that is about the details.
 */
export function lackOf(outcome: Outcome, { reasonCodes }: Pick<Draft, 'reasonCodes'>, reasons: readonly Reason[], documents: readonly CaseDocument[]): 'reason' | 'correction' | undefined {
  if (outcome === 'approve') return undefined;
  if (reasonCodes.length === 0) return 'reason';
  if (outcome === 'reject') return undefined;
  const isAboutDetails = reasons.some(({ code, concerns }) => concerns === 'details' && reasonCodes.includes(code));
  return isAboutDetails || documents.some(({ state }) => state === 'refused') ? undefined : 'correction';
}
