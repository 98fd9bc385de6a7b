import type { Disposition, Hit } from '../api/types';

export interface HitRow {
  id: string;
  personId: string;
  applicationId: string | null;
  list: string;
  score: number;
  disposition: Disposition;
  foundAt: string;
}

/** With who was looked for; null once the person was forgotten. */
export type OpenedHit = Hit & { subject: { names: string[]; datesOfBirth: string[]; countries: string[] } | null };

export interface ListVersion {
  list: string;
  version: number;
  entries: number;
  added: number;
  changed: number;
  removed: number;
  fileSha256: string;
  importedAt: string;
}
