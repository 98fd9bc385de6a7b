import type { Channel, CustomersState, Priority, Subject, TicketState } from '../../domain/ticket';

/** One of a ticket's two rooms. */
export interface TicketRoom {
  roomId: string;
  /** Stays inside. */
  rowId: string;
}

export interface Ticket {
  /** Stays inside. */
  rowId: number;
  id: string;
  /** For people, e.g. 1042. */
  number: number;
  subject: string;
  state: TicketState;
  /** What its customer sees of one that is spam; null for any other. */
  shownState: CustomersState | null;
  priority: Priority;
  category: string | null;
  tags: string[];
  channel: Channel;
  requesterId: string;
  assigneeId: string | null;
  team: string | null;
  relatesTo: Subject | null;
  openedAt: Date;
  updatedAt: Date;
  /** When something changed last that its customer may see. */
  customersUpdatedAt: Date;
  firstAnsweredAt: Date | null;
  resolvedAt: Date | null;
  closedAt: Date | null;
  /** Until then its customer may open it again. */
  reopenUntil: Date | null;
  /** Put aside until then, or until its customer writes. */
  snoozedUntil: Date | null;
  /** The ticket that goes on with it. */
  mergedInto: string | null;
  /** 1 to 5, by its customer. */
  rating: number | null;
  ratingComment: string | null;
  /** The requester is a member, and staff who have answered. */
  conversation: TicketRoom;
  /** Notes and what staff do; nobody else ever enters it. */
  staffRoom: TicketRoom;
}

export interface TicketRow {
  row_id: number;
  id: string;
  number: number;
  subject: string;
  state: TicketState;
  shown_state: CustomersState | null;
  priority: Priority;
  category: string | null;
  tags: string[];
  channel: Channel;
  requester: string;
  assignee: string | null;
  team: string | null;
  relates_to: Subject | null;
  created_at: Date;
  updated_at: Date;
  customers_updated_at: Date | null;
  first_answered_at: Date | null;
  resolved_at: Date | null;
  closed_at: Date | null;
  reopen_until: Date | null;
  snoozed_until: Date | null;
  merged_into: string | null;
  rating: number | null;
  rating_comment: string | null;
  conversation_row: string;
  conversation: string;
  conversation_at: Date;
  staff_row: string;
  staff_room: string;
}

/** The columns of a ticket `t` with its conversation `c` and its room for staff `s`. */
export const TICKET = `t.id AS row_id, t.document_id AS id, t.number, t.subject, t.state, t.shown_state, t.priority, t.category, t.tags, t.channel, t.requester, t.assignee, t.team, t.relates_to,
  t.created_at, t.updated_at, t.customers_updated_at, t.first_answered_at, t.resolved_at, t.closed_at, t.reopen_until, t.snoozed_until, t.merged_into, t.rating, t.rating_comment,
  c.id AS conversation_row, c.public_id AS conversation, c.last_event_at AS conversation_at, s.id AS staff_row, s.public_id AS staff_room`;
export const FROM_TICKETS = 'tickets t JOIN rooms c ON c.id = t.conversation_room_id JOIN rooms s ON s.id = t.staff_room_id';

export const toTicket = (row: TicketRow): Ticket => ({
  rowId: row.row_id,
  id: row.id,
  number: row.number,
  subject: row.subject,
  state: row.state,
  shownState: row.shown_state,
  priority: row.priority,
  category: row.category,
  tags: row.tags,
  channel: row.channel,
  requesterId: row.requester,
  assigneeId: row.assignee,
  team: row.team,
  relatesTo: row.relates_to,
  openedAt: row.created_at,
  updatedAt: row.updated_at,
  customersUpdatedAt: row.customers_updated_at !== null && row.customers_updated_at > row.conversation_at ? row.customers_updated_at : row.conversation_at,
  firstAnsweredAt: row.first_answered_at,
  resolvedAt: row.resolved_at,
  closedAt: row.closed_at,
  reopenUntil: row.reopen_until,
  snoozedUntil: row.snoozed_until,
  mergedInto: row.merged_into,
  rating: row.rating,
  ratingComment: row.rating_comment,
  conversation: { roomId: row.conversation, rowId: row.conversation_row },
  staffRoom: { roomId: row.staff_room, rowId: row.staff_row },
});
