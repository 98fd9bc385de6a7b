import type { StaffPerson } from '../api/types';

/** What the admin routes of moderation answer. Times are ISO 8601. */

export const REASONS = ['spam', 'abuse', 'fraud', 'illegal', 'other'] as const;
export const OUTCOMES = ['dismissed', 'removed', 'muted', 'banned'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Room {
  id: string;
  kind: 'direct' | 'group' | 'ticket';
  title: string | null;
  members: number;
  slowModeSeconds: number;
}

/** Whom and what an answer is about. */
export interface Concerned {
  people: StaffPerson[];
  rooms: Room[];
}

export interface Report {
  id: string;
  messageId: string;
  roomId: string;
  authorId: string;
  reporterId: string;
  reason: (typeof REASONS)[number];
  comment: string | null;
  createdAt: string;
  outcome: Outcome | null;
  note: string | null;
  resolvedBy: string | null;
  resolvedAt: string | null;
}

export interface ContextMessage {
  messageId: string;
  seq: number;
  senderId: string;
  /** null once it was deleted. */
  text: string | null;
  sentAt: string;
}

export interface ReportFile extends Report {
  /** What the message said when it was reported; null once that was erased. */
  evidence: { text: string; version: number } | null;
  context: ContextMessage[];
  reports: number;
}

export interface Sanction {
  id: string;
  userId: string;
  kind: 'mute' | 'ban';
  /** null is everywhere. */
  roomId: string | null;
  until: string;
  reason: string;
  decidedBy: string;
  decidedAt: string;
  liftedBy: string | null;
  liftedAt: string | null;
}

export interface ConcernedPage<T> {
  data: T[];
  meta: Concerned & { nextCursor: string | null };
}
export interface ReportAnswer {
  data: ReportFile;
  meta: Concerned;
}

export const LONGEST_REASON = 500;
