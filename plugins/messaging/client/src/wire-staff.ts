import type { ClockKind, TicketPriority, TicketState } from './wire.ts';

/** What staff and server say to each other on `/staff` beside what users do. */

export type StaffTicketState = TicketState | 'spam';

export interface StaffPerson {
  id: string;
  name: string | null;
}

/** A ticket as staff see it. Times are ISO 8601. */
export interface StaffTicket {
  id: string;
  /** For people: #1042. */
  number: number;
  subject: string;
  state: StaffTicketState;
  priority: TicketPriority;
  category: string | null;
  tags: string[];
  /** Where staff may move it from here. */
  moves: Exclude<StaffTicketState, 'new' | 'merged'>[];
  channel: 'api' | 'email' | 'chat';
  relatesTo: { type: string; id: string } | null;
  team: string | null;
  requester: StaffPerson;
  assignee: StaffPerson | null;
  /** What is due first of what was promised; null where nothing is, or we wait for the customer. */
  sla: { clock: ClockKind; dueAt: string; isBreached: boolean } | null;
  /** Its conversation with the customer. */
  roomId: string;
  /** Notes, and what staff do. */
  staffRoomId: string;
  openedAt: string;
  updatedAt: string;
  firstAnsweredAt: string | null;
  resolvedAt: string | null;
  closedAt: string | null;
  reopenUntil: string | null;
  snoozedUntil: string | null;
  mergedInto: string | null;
  rating: number | null;
  ratingComment: string | null;
}

/** An answer that is sent later. */
export interface ScheduledReply {
  id: string;
  authorId: string;
  text: string;
  sendAt: string;
  /** The code of the refusal, where it could not be sent. */
  failedCode: string | null;
}

export interface TicketViewer {
  staffId: string;
  isWriting: boolean;
}

/** What staff may ask, and what a good answer carries. */
export interface StaffEvents {
  'queue:subscribe': { payload: { isOn?: boolean | undefined }; answer: Record<never, never> };
  'ticket:take': { payload: { ticketId: string }; answer: { ticket: StaffTicket } };
  'ticket:assign': { payload: { ticketId: string; assigneeId: string | null; team?: string | null | undefined }; answer: { ticket: StaffTicket } };
  'ticket:move': { payload: { ticketId: string; state: Exclude<StaffTicketState, 'new' | 'merged'> }; answer: { ticket: StaffTicket } };
  'ticket:label': {
    payload: { ticketId: string; priority?: TicketPriority | undefined; category?: string | null | undefined; tags?: string[] | undefined };
    answer: { ticket: StaffTicket };
  };
  /** Until then, or its customer's next word; `null` takes it up again. */
  'ticket:snooze': { payload: { ticketId: string; until: string | null }; answer: { ticket: StaffTicket } };
  'ticket:merge': { payload: { ticketId: string; into: string }; answer: { ticket: StaffTicket } };
  /** Asked again with the same `clientMessageId` it is answered with the first. */
  'ticket:schedule': { payload: { ticketId: string; clientMessageId: string; text: string; sendAt: string }; answer: { reply: ScheduledReply } };
  'ticket:unschedule': { payload: { ticketId: string; replyId: string }; answer: Record<never, never> };
  /** Every 20 seconds for as long as it is shown; `null` once it is not. */
  'ticket:view': { payload: { ticketId: string; what: 'viewing' | 'writing' | null }; answer: { viewers: TicketViewer[] } };
}

/** What the server tells staff by itself. */
export interface StaffServerEvents {
  'queue:changed': Pick<StaffTicket, 'number' | 'subject' | 'state' | 'priority' | 'category' | 'tags' | 'team' | 'updatedAt'> & { ticketId: string; assigneeId: string | null };
  'ticket:viewers': { ticketId: string; viewers: TicketViewer[] };
}
