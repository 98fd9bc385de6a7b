/** What clients and server say to each other, as types alone. The server's own schemas are held against these by a test. */

export type RoomKind = 'direct' | 'group' | 'ticket';
/** `agent`: one of the staff, who has answered in the conversation of a ticket. */
export type MemberRole = 'owner' | 'member' | 'agent';
/** As its customer is told. */
export type TicketState = 'new' | 'open' | 'waiting_on_customer' | 'waiting_on_us' | 'resolved' | 'closed' | 'merged';
export type TicketPriority = 'low' | 'normal' | 'high' | 'urgent';
/** What was promised: the first answer, the next one, and that it is done. */
export type ClockKind = 'first_response' | 'next_response' | 'resolution';

/** As it was then; null once the message was deleted. */
interface Text {
  text: string | null;
  isDeleted?: true | undefined;
}

/** A file of a message; its bytes are behind a link, see `attachmentLink`. */
export interface Attachment {
  id: string;
  /** Ends as its type says; safe to save under. */
  name: string;
  mediaType: string;
  sizeBytes: number;
}

/** Where a message of a ticket that was split was said first, and how many files stayed there. */
export interface CopiedFrom {
  roomId: string;
  messageId: string;
  seq: number;
  /** ISO 8601. */
  at: string;
  attachments: number;
}

interface OtherTicket {
  ticketId: string;
  number: number;
  roomId: string;
}

/** What each type of event in a room's log carries. */
export interface RoomEventTypes {
  'room.created': { kind: RoomKind; title: string | null; memberIds: string[] };
  /** What is there is new. */
  'room.changed': { title?: string | null | undefined; slowModeSeconds?: number | undefined };
  'member.added': { userIds: string[] };
  /** About yourself it is the last that you hear of the room. */
  'member.removed': { userId: string; reason: 'left' | 'removed' | 'banned' };
  'member.role_changed': { userId: string; role: MemberRole };
  'message.created': { messageId: string; clientMessageId: string; replyTo?: string | undefined; mentions?: string[] | undefined; attachments?: Attachment[] | undefined; copiedFrom?: CopiedFrom | undefined } & Text;
  'message.edited': { messageId: string; version: number; mentions?: string[] | undefined } & Text;
  /** Its texts are erased everywhere; its reactions, its pin and its attachments are gone. */
  'message.deleted': { messageId: string; by: 'author' | 'owner' | 'moderator' };
  'reaction.added': { messageId: string; emoji: string };
  'reaction.removed': { messageId: string; emoji: string };
  'message.pinned': { messageId: string };
  'message.unpinned': { messageId: string };
  'read.moved': { seq: number };
  'ticket.state_changed': { from: TicketState; to: TicketState };
  'ticket.rated': { rating: number };
  /** It goes on there, and takes no message any more. */
  'ticket.merged': OtherTicket;
  /** The other one goes on here. */
  'ticket.joined': OtherTicket;
  /** Who asked as a guest has an account with that address now. */
  'ticket.requester_changed': { from: string; to: string };
  /** These messages go on in another ticket; they stay here as well. */
  'ticket.split': OtherTicket & { messageIds: string[] };
  /** It begins with messages of another ticket. */
  'ticket.split_off': OtherTicket;
  /** This and what follows stands in a ticket's room for staff alone. */
  'ticket.snoozed': { until: string | null };
  'ticket.spam_marked': { isSpam: boolean };
  'ticket.assigned': { assigneeId: string | null; team: string | null };
  'ticket.priority_changed': { from: TicketPriority; to: TicketPriority };
  'ticket.category_changed': { category: string | null };
  'ticket.tagged': { tags: string[] };
  'ticket.sla_warned': { clock: ClockKind; since: string; dueAt: string | null };
  'ticket.sla_breached': { clock: ClockKind; since: string; dueAt: string | null };
  'ticket.escalated': { team: string; clock: ClockKind; notice: 'warned' | 'breached' };
  /** A mail to the customer was refused for good, or came back. */
  'ticket.mail_failed': { messageId: string | null; reason: 'refused' | 'bounced' };
}

/** One entry of a room's log. A server newer than this client may send types that are not listed: pass over them. */
export type RoomEvent = {
  [T in keyof RoomEventTypes]: {
    roomId: string;
    /** Changes when the log was restored from a backup. */
    epoch: string;
    /** Its place in the log: 1, 2, 3, … without a hole. */
    seq: number;
    type: T;
    /** Who did it, `usr_…` or `stf_…`; `system` where nobody did. */
    actorId: string;
    /** ISO 8601, UTC. */
    at: string;
    data: RoomEventTypes[T];
  };
}[keyof RoomEventTypes];

/** A room as it is now, for whoever begins anew. */
export interface RoomSnapshot {
  kind: RoomKind;
  title: string | null;
  /** How long members wait between two messages; 0 is no wait. */
  slowModeSeconds: number;
  members: { id: string; role: MemberRole; readSeq: number }[];
  /** Ids of the pinned messages, the last pinned first. */
  pins: string[];
}

/** Answer for one room. `limited`: replace what you have by the snapshot and the events. Otherwise these are all you miss. */
export interface RoomSync {
  epoch: string;
  head: number;
  limited: boolean;
  events: RoomEvent[];
  snapshot?: RoomSnapshot | undefined;
}

/** What clients may ask, and what a good answer carries. */
export interface ClientEvents {
  'room:create': {
    payload: { kind: Exclude<RoomKind, 'ticket'>; memberIds: string[]; title?: string | undefined; clientRoomId?: string | undefined };
    answer: { roomId: string };
  };
  'room:join': { payload: { roomId: string }; answer: { seq: number; epoch: string } };
  'room:leave': { payload: { roomId: string }; answer: Record<never, never> };
  'room:sync': {
    payload: { rooms: Record<string, number>; epochs?: Record<string, string> | undefined };
    answer: { rooms: Record<string, RoomSync> };
  };
  'message:send': {
    payload: { roomId: string; clientMessageId: string; text: string; replyTo?: string | undefined; mentions?: string[] | undefined; attachments?: string[] | undefined };
    answer: { seq: number; messageId: string };
  };
  /** Without `mentions` they stay as they are. */
  'message:edit': { payload: { messageId: string; text: string; mentions?: string[] | undefined }; answer: { seq: number } };
  'message:delete': { payload: { messageId: string }; answer: { seq: number } };
  /** `seq` is null where it was so already. */
  'message:react': { payload: { messageId: string; emoji: string; isOn?: boolean | undefined }; answer: { seq: number | null } };
  'message:pin': { payload: { messageId: string; isOn?: boolean | undefined }; answer: { seq: number | null } };
  'member:add': { payload: { roomId: string; userIds: string[] }; answer: { seq: number | null } };
  'member:remove': { payload: { roomId: string; userId: string }; answer: { seq: number | null } };
  'room:read': { payload: { roomId: string; seq: number }; answer: { seq: number; unread: number } };
  typing: { payload: { roomId: string; isTyping?: boolean | undefined }; answer: Record<never, never> };
  /** In the place of those whom you watched before. */
  'presence:subscribe': { payload: { userIds: string[] }; answer: { presence: Record<string, PresenceState> } };
  'auth:refresh': { payload: { token: string }; answer: { expiresAt: string } };
}

export type SessionEndCode = 'signed_out' | 'token_reused' | 'password_changed' | 'blocked' | 'role_changed' | 'deleted' | 'expired' | 'flooding';

export interface Typing {
  roomId: string;
  userId: string;
  isTyping: boolean;
}

export type PresenceState = 'online' | 'offline';

/** What the server sends by itself. */
export interface ServerEvents {
  'room:event': RoomEvent;
  /** By room, its last event. */
  'room:heads': Record<string, number>;
  typing: Typing;
  presence: { userId: string; state: PresenceState; at: string };
  'session:ended': { code: SessionEndCode };
  'server:drain': { delayMs: number };
  'event:refused': { event: string; code: string; message: string };
}

export interface Refusal {
  code: string;
  message: string;
  details?: unknown;
}

export type Answer<E extends keyof ClientEvents> = ({ ok: true } & ClientEvents[E]['answer']) | ({ ok: false } & Refusal);
