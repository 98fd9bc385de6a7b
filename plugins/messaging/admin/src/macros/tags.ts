import { toLabel } from '../ticket/label';

/** What somebody has typed between commas, as the server takes tags; each once. */
export const tagsOf = (typed: string): string[] => [...new Set(typed.split(',').flatMap((piece) => toLabel(piece) ?? []))];
