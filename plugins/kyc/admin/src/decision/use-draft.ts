import { useEffect, useState } from 'react';
import type { Outcome } from '../api/types';
import { drafts, type Draft } from './drafts';

/** A draft that is kept with each change. */
export function useDraft(applicationId: string, attempt: number, outcome: Outcome) {
  const [draft, setDraft] = useState<Draft>(() => drafts.read(applicationId, attempt, outcome));
  const change = (by: Partial<Draft>) => {
    const next = { ...draft, ...by };
    drafts.write(applicationId, attempt, outcome, next);
    setDraft(next);
  };
  return { draft, change };
}

/** The browser asks before a page is closed on which something was typed and not sent. */
export function useDraftGuard(): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => drafts.isAny() && event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);
}
