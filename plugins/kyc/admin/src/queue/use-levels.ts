import { useRef } from 'react';
import type { QueueRow } from '../api/types';

/** The levels that were seen in the queue, and the one that is asked for; in the order of their names. */
export function useSeenLevels(rows: readonly QueueRow[] | undefined, asked: string | undefined): string[] {
  const seen = useRef(new Set<string>());
  for (const { level } of rows ?? []) seen.current.add(level);
  if (asked !== undefined) seen.current.add(asked);
  return [...seen.current].sort();
}
