import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { addDays } from '../../../../kernel/admin/src/format/time';

const names = ['search', 'state', 'currency', 'gateway', 'from', 'to', 'flagged'] as const;
type Values = Partial<Record<(typeof names)[number], string | undefined>>;

export interface Filters {
  values: Values;
  set(change: Values): void;
  reset(): void;
  isAny: boolean;
  /** As the server takes them: `from` inclusive, `to` exclusive, in UTC. */
  query: Record<string, string | undefined>;
}

/** The filters of the list live in its address, so that it can be sent to somebody and survives the way back. */
export function useFilters(): Filters {
  const [params, setParams] = useSearchParams();
  const values = useMemo(() => Object.fromEntries(names.flatMap((name) => (params.has(name) ? [[name, params.get(name) ?? undefined]] : []))) as Values, [params]);

  const set = useCallback(
    (change: Values) =>
      setParams(
        (before) => {
          for (const [name, value] of Object.entries(change)) {
            if (value === undefined) before.delete(name);
            else before.set(name, value);
          }
          return before;
        },
        { replace: true },
      ),
    [setParams],
  );
  const reset = useCallback(() => setParams({}, { replace: true }), [setParams]);
  const { from, to, ...rest } = values;
  const query = { ...rest, from: from === undefined ? undefined : `${from}T00:00:00Z`, to: to === undefined ? undefined : `${addDays(to, 1)}T00:00:00Z` };
  return { values, set, reset, isAny: Object.keys(values).length > 0, query };
}
