import type { Outcome } from '../api/types';

/** What somebody has begun to say about a case. */
export interface Draft {
  reasonCodes: readonly string[];
  publicNote: string;
  internalNote: string;
}

export const NOTHING: Draft = { reasonCodes: [], publicNote: '', internalNote: '' };
export const isBlank = ({ reasonCodes, publicNote, internalNote }: Draft): boolean => reasonCodes.length === 0 && publicNote.trim() === '' && internalNote.trim() === '';

/**
 * What was typed and not sent, for as long as the panel is open: a case that was lost, or left by mistake, is found as it
 * was. In the memory of the page alone, because it speaks of a person.
 */
export function createDrafts() {
  const drafts = new Map<string, Draft>();
  const keyOf = (applicationId: string, attempt: number, outcome: Outcome) => `${applicationId} ${attempt} ${outcome}`;
  return {
    read: (applicationId: string, attempt: number, outcome: Outcome): Draft => drafts.get(keyOf(applicationId, attempt, outcome)) ?? NOTHING,
    write(applicationId: string, attempt: number, outcome: Outcome, draft: Draft): void {
      if (isBlank(draft)) drafts.delete(keyOf(applicationId, attempt, outcome));
      else drafts.set(keyOf(applicationId, attempt, outcome), draft);
    },
    /** The case is decided: nothing of it is needed any more. */
    forget(applicationId: string): void {
      for (const key of drafts.keys()) if (key.startsWith(`${applicationId} `)) drafts.delete(key);
    },
    isAny: (): boolean => drafts.size > 0,
  };
}

export const drafts = createDrafts();
