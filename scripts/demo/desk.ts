import { randomUUID } from 'node:crypto';
import type { Client } from './http.ts';

/** A ticket; the parts that the demo looks at. */
export interface Ticket {
  id: string;
  number: number;
  state: string;
  roomId: string;
  relatesTo: { type: string; id: string } | null;
}

export interface StaffTicket extends Ticket {
  /** 1 to 5, once its customer has said so. */
  rating: number | null;
  ratingComment: string | null;
  requester: { id: string; name: string | null };
  assignee: { id: string } | null;
  /** Its room for notes, which no customer is ever in. */
  staffRoomId: string;
}

export interface LogEntry {
  seq: number;
  type: string;
  data: { text?: string | null };
}

/** What the support inbox does for who works in it. */
export interface Desk {
  /** Tickets that nobody has, with these words in their subject. */
  waiting(subject: string): Promise<StaffTicket[]>;
  see(ticketId: string): Promise<StaffTicket>;
  take(ticketId: string): Promise<StaffTicket>;
  reply(ticketId: string, text: string): Promise<{ seq: number }>;
  note(ticketId: string, text: string): Promise<{ seq: number }>;
  move(ticketId: string, state: string): Promise<StaffTicket>;
  log(ticketId: string, room: 'conversation' | 'staff'): Promise<LogEntry[]>;
}

/** @param client of the admin routes of messaging, with the token of a member of staff */
export function createDesk({ get, post, put }: Client): Desk {
  const message = (text: string) => ({ clientMessageId: randomUUID(), text });
  const data = async <T>(answer: Promise<{ data: T }>) => (await answer).data;
  return {
    waiting: (subject) => data(get(`/tickets?assigneeId=none&text=${encodeURIComponent(subject)}`)),
    see: (ticketId) => data(get(`/tickets/${ticketId}`)),
    take: (ticketId) => data(post(`/tickets/${ticketId}/take`)),
    reply: (ticketId, text) => data(post(`/tickets/${ticketId}/replies`, message(text))),
    note: (ticketId, text) => data(post(`/tickets/${ticketId}/notes`, message(text))),
    move: (ticketId, state) => data(put(`/tickets/${ticketId}/state`, { state })),
    log: (ticketId, room) => data(get(`/tickets/${ticketId}/${room}/events?since=0&limit=200`)),
  };
}
