import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { questionOf, type QueueQuestion } from './views';

const NAMES = { view: 'view', order: 'order', level: 'level', risk: 'risk', isFree: 'free', hasHits: 'hits' } as const satisfies Record<keyof QueueQuestion, string>;

/** What is asked of the queue, kept in the address. */
export function useQuestion() {
  const [params, setParams] = useSearchParams();
  const question = useMemo(() => questionOf(params), [params]);
  const ask = useCallback(
    (change: Partial<QueueQuestion>) =>
      setParams(
        (before) => {
          for (const [key, value] of Object.entries(change)) {
            const name = NAMES[key as keyof QueueQuestion];
            if (value === undefined || value === false) before.delete(name);
            else before.set(name, String(value));
          }
          return before;
        },
        { replace: true },
      ),
    [setParams],
  );
  return { question, ask, search: params.toString() };
}
