import type { Viewer } from '../../domain/person';

/**
 * Which rooms `r` somebody may see: the only place that says so. A user sees the rooms that they are a member of. Staff see
 * the rooms of tickets for as long as they may see tickets, whether they have written there or not, and no others.
 *
 * Takes two parameters: the viewer's id, and `seesTickets`.
 */
export const isVisible = (viewerId: string, sees: string): string =>
  `(CASE WHEN ${sees}::boolean IS NULL THEN EXISTS (SELECT 1 FROM room_members v WHERE v.room_id = r.id AND v.member = ${viewerId}) ELSE ${sees} AND r.kind = 'ticket' END)`;

/** Null for users, to whom it does not apply. */
export const seesTickets = (viewer: Viewer): boolean | null => (viewer.kind === 'staff' ? viewer.may('tickets.read') : null);
