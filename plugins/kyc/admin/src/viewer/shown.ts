import type { CaseDocument } from '../api/types';

/** Those that count, in the order in which they are looked at: as the level asks for them, front before back. */
export const liveDocuments = (documents: readonly CaseDocument[]): CaseDocument[] => documents.filter(({ state }) => state !== 'superseded').sort((a, b) => (a.type === b.type ? (a.side === 'front' ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1));

/** The one before or after, around the ends. */
export function neighbour<T extends { id: string }>(documents: readonly T[], id: string | undefined, by: 1 | -1): T | undefined {
  if (documents.length === 0) return undefined;
  const at = documents.findIndex((one) => one.id === id);
  return documents[(Math.max(at, 0) + (at < 0 && by > 0 ? 0 : by) + documents.length) % documents.length];
}
