import { useFetchClient } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState } from 'react';
import { sentenceOf } from './refusal';

export interface Resource<T> {
  /** What came last. While something else is asked for, what was there before; see `isStale`. */
  data: T | undefined;
  /** Why the last request failed, in a sentence. */
  error: string | undefined;
  /** `data` belongs to an earlier question. */
  isStale: boolean;
  refresh(): void;
}

type Params = Record<string, string | number | undefined>;

interface State<T> {
  question: string;
  data: T | undefined;
  error: string | undefined;
}

/**
 * Reads from the server, again when the question changes, and every `pollMs` while the page is visible. A request whose
 * answer nobody waits for any more is aborted. `url` null asks nothing.
 */
export function useResource<T>(url: string | null, params: Params = {}, pollMs?: number): Resource<T> {
  const { get } = useFetchClient();
  const question = JSON.stringify([url, params]);
  const [round, setRound] = useState(0);
  const [state, setState] = useState<State<T>>({ question: '', data: undefined, error: undefined });

  useEffect(() => {
    const [address, query] = JSON.parse(question) as [string | null, Params];
    if (address === null) return undefined;
    const controller = new AbortController();
    const load = async () => {
      try {
        const { data } = await get<T>(address, { params: query, signal: controller.signal });
        if (!controller.signal.aborted) setState({ question, data, error: undefined });
      } catch (error) {
        if (controller.signal.aborted) return;
        setState((before) => ({ question, data: before.question === question ? before.data : undefined, error: sentenceOf(error) }));
      }
    };
    void load();
    const timer = pollMs === undefined ? undefined : setInterval(() => document.visibilityState === 'visible' && void load(), pollMs);
    return () => {
      clearInterval(timer);
      controller.abort();
    };
    // `get` is a new function at every render; it always does the same.
  }, [question, round, pollMs]);

  const refresh = useCallback(() => setRound((before) => before + 1), []);
  return { data: state.data, error: state.error, isStale: state.question !== question, refresh };
}
