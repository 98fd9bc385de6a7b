/** What the admin routes of messaging answer, beside what goes over the socket as well. */

export type { Attachment, ClockKind, RoomEvent, RoomSnapshot, TicketPriority } from '../../../client/src/wire.ts';
export type { StaffPerson, StaffTicket, StaffTicketState, TicketViewer } from '../../../client/src/wire-staff.ts';
import type { ClockKind } from '../../../client/src/wire.ts';

export interface One<T> {
  data: T;
}
export interface Page<T> {
  data: T[];
  meta: { nextCursor: string | null };
}

/** A promise about a ticket, and how it stands. */
export interface Clock {
  clock: ClockKind;
  state: 'running' | 'paused' | 'met' | 'breached' | 'cancelled';
  targetSeconds: number | null;
  warnAt: string | null;
  dueAt: string | null;
  breachedAt: string | null;
  endedAt: string | null;
}

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;

/** A part of what there is to know of a customer; `items` is null where it could not be read. */
export interface SidebarSection {
  code: string;
  title: string;
  items: { label: string; value: string; link: string | null }[] | null;
}
