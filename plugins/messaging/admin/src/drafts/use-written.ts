import { useCallback, useRef, useState } from 'react';
import { isBlank, type createDrafts, type Draft, type Mode } from './draft';

export const NOTHING: Draft = { text: '', begunAtSeq: 0, files: [] };

/** What is written in a ticket and not sent; each change is kept in the browser at once. */
export function useWritten(drafts: ReturnType<typeof createDrafts>, lastSeq: number) {
  const [written, setWritten] = useState<Record<Mode, Draft>>(() => ({ reply: drafts.draft('reply'), note: drafts.draft('note') }));
  const latest = useRef({ written, lastSeq });
  latest.current.lastSeq = lastSeq;

  const change = useCallback(
    (mode: Mode, by: (draft: Draft) => Partial<Draft>) => {
      const { written: before, lastSeq: end } = latest.current;
      const draft = before[mode];
      const next = { ...before, [mode]: { ...draft, begunAtSeq: isBlank(draft) ? end : draft.begunAtSeq, ...by(draft) } };
      latest.current.written = next;
      drafts.write(mode, next[mode]);
      setWritten(next);
    },
    [drafts],
  );
  return { written, change };
}
