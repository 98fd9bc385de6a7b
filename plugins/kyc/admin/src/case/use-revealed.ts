import { useState } from 'react';
import { useNow } from '../../../../kernel/admin/src/format/use-now';

/** So long a whole number stays on the screen; then somebody has walked by, or has what they need. */
export const SHOWN_MS = 30_000;

interface Shown {
  of: string;
  value: string;
  untilMs: number;
}

/** Whole numbers that were asked for, each until its time is up. They are kept nowhere else, and belong to one case. */
export function useRevealed(applicationId: string) {
  const [shown, setShown] = useState<Readonly<Record<string, Shown>>>({});
  const now = useNow();
  const numbers: Record<string, { value: string; secondsLeft: number }> = {};
  for (const [type, { of, value, untilMs }] of Object.entries(shown)) {
    if (of === applicationId && untilMs > now) numbers[type] = { value, secondsLeft: Math.ceil((untilMs - now) / 1_000) };
  }
  return {
    numbers,
    show: (type: string, value: string) => setShown((before) => ({ ...before, [type]: { of: applicationId, value, untilMs: Date.now() + SHOWN_MS } })),
    hide: (type: string) => setShown(({ [type]: _hidden, ...others }) => others),
  };
}
