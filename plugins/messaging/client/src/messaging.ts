import { USUAL_BACKOFF, type BackoffLimits } from './backoff.ts';
import { ANSWER_WITHIN_MS, openConnection, type AskedEvents } from './connection.ts';
import { createFiles, type AttachmentLink } from './files.ts';
import { createOutbox, type Sent } from './outbox.ts';
import { createPresenceWatch, type Presence } from './presence.ts';
import { createRooms, type From, type RoomListener } from './rooms.ts';
import { tell } from './tell.ts';
import type { StaffServerEvents } from './wire-staff.ts';
import type { Attachment, ClientEvents, RoomEvent, SessionEndCode, Typing } from './wire.ts';

export interface MessagingOptions {
  /** Where the server is, e.g. `https://api.example.com`. */
  url: string;
  /** A valid access token. Called for each attempt to connect and half a minute before a token ends: it is the place to refresh it. */
  token(): Promise<string>;
  onConnection?(isOpen: boolean): void;
  /** An attempt to connect failed, and why; the next one follows by itself. */
  onFailedAttempt?(why: Error): void;
  /** The sign-in has ended, e.g. `signed_out`: this client is closed, sign in and make another. */
  onEnded?(code: SessionEndCode): void;
  onTyping?(typing: Typing): void;
  /** Somebody whom this client watches is there, or is not any more; for each of them once at first. */
  onPresence?(presence: Presence): void;
  /** Something happened in a room that is not open here; `room.created` says that somebody has brought you into one. */
  onUnopened?(event: RoomEvent): void;
  /** How long to wait between attempts; default 1 to 30 seconds. */
  backoff?: BackoffLimits;
  /** How long to wait for an answer before the connection is given up for another; default 20 seconds. The server answers within 15. */
  answerWithinMs?: number;
}

export interface MessageOptions {
  replyTo?: string;
  /** Ids of uploads for this room; with them the text may be empty. */
  attachments?: string[];
  /** Ids of members whom the message mentions. */
  mentions?: string[];
  /** An id of your own making. Give the one of an earlier run to repeat a message that may or may not have been sent then. */
  clientMessageId?: string;
}

export interface Messaging {
  readonly isConnected: boolean;
  /**
   * Keeps the log of a room from here on, through lost connections. Without `from` it begins at the first event or, where
   * there are many, with a snapshot and the last ones.
   *
   * @returns a function that closes it.
   * @example
   * const close = messaging.openRoom(roomId, {
   *   onReset: (snapshot) => show(snapshot),
   *   onEvents: (events) => events.forEach(apply),
   * });
   */
  openRoom(roomId: string, listener: RoomListener, from?: From): () => void;
  /**
   * Sends a message, for as long as it takes: repeated after a lost connection, stored once, in the order of the calls.
   *
   * @returns its place in the log, once it is committed.
   * @throws MessagingRefused when the server does not take it.
   * @throws MessagingClosed when this client is closed before anybody knows.
   * @throws MessagingOutboxFull when too many messages wait already.
   */
  send(roomId: string, text: string, options?: MessageOptions): Promise<Sent>;
  /**
   * Uploads a file for a message in a room; once, since a large file is not sent again behind anybody's back. Name its id
   * in the `attachments` of a message within a day.
   *
   * @throws MessagingRefused when the server does not take it, e.g. `MESSAGING_ATTACHMENT_TYPE`.
   * @throws MessagingUnanswered when no answer came.
   * @example
   * const { id } = await messaging.upload(roomId, file.name, file);
   * await messaging.send(roomId, '', { attachments: [id] });
   */
  upload(roomId: string, name: string, file: Blob, signal?: AbortSignal): Promise<Attachment>;
  /** A link to an attachment, for an `href` or `src`; good for some minutes. @throws MessagingRefused @throws MessagingUnanswered */
  attachmentLink(attachmentId: string): Promise<AttachmentLink>;
  /** Watches who of these people is there, through lost connections, in the place of those watched before; 200 at most. */
  watch(userIds: readonly string[]): void;
  /** Asks for anything else, once. @throws MessagingRefused @throws MessagingUnanswered */
  ask<E extends keyof ClientEvents>(event: E, payload: ClientEvents[E]['payload']): Promise<ClientEvents[E]['answer']>;
  close(): void;
}

export interface StaffMessagingOptions extends MessagingOptions {
  /** A ticket has changed; after `queue:subscribe`. */
  onQueueChanged?(change: StaffServerEvents['queue:changed']): void;
  /** Who looks at a ticket that is viewed here, and who writes in it. */
  onTicketViewers?(viewers: StaffServerEvents['ticket:viewers']): void;
}

/** What users have, but for files: those of tickets go over the admin panel's own API, `/messaging/tickets/:id/attachments`. */
export interface StaffMessaging extends Omit<Messaging, 'ask' | 'upload' | 'attachmentLink'> {
  /** Asks for anything else, once. @throws MessagingRefused @throws MessagingUnanswered */
  ask<E extends keyof AskedEvents>(event: E, payload: AskedEvents[E]['payload']): Promise<AskedEvents[E]['answer']>;
}

/** Connects in the name of a user and stays connected. Works in browsers and in Node. */
export const createMessaging = (options: MessagingOptions): Messaging => connectTo('users', options);

/** The same for a member of the staff, by the token of the admin panel. */
export const createStaffMessaging = (options: StaffMessagingOptions): StaffMessaging => connectTo('staff', options);

function connectTo(namespace: 'users' | 'staff', { url, token, backoff = USUAL_BACKOFF, answerWithinMs = ANSWER_WITHIN_MS, ...on }: StaffMessagingOptions): Omit<Messaging, 'ask'> & StaffMessaging {
  const connection = openConnection(
    { url, token, backoff, answerWithinMs, namespace },
    {
      opened() {
        rooms.opened();
        outbox.opened();
        presence.opened();
        tell(() => on.onConnection?.(true));
      },
      lost: () => tell(() => on.onConnection?.(false)),
      failed: (why) => tell(() => on.onFailedAttempt?.(why)),
      ended(code) {
        stop(`The sign-in has ended: ${code}.`);
        tell(() => on.onEnded?.(code));
      },
      event: (event) => rooms.event(event),
      heads: (heads) => rooms.heads(heads),
      typing: (typing) => tell(() => on.onTyping?.(typing)),
      presence: (change) => presence.presence(change),
      queueChanged: (change) => tell(() => on.onQueueChanged?.(change)),
      viewers: (viewers) => tell(() => on.onTicketViewers?.(viewers)),
    },
  );
  const rooms = createRooms(connection, backoff, (event) => on.onUnopened?.(event));
  const outbox = createOutbox(connection, backoff);
  const files = createFiles({ url, token });
  const presence = createPresenceWatch(connection, backoff, (change) => on.onPresence?.(change));

  function stop(why: string): void {
    rooms.stop();
    presence.stop();
    outbox.close(why);
  }

  return {
    get isConnected() {
      return connection.isOpen();
    },
    openRoom(roomId, listener, from) {
      rooms.open(roomId, listener, from);
      return () => rooms.close(roomId);
    },
    send: (roomId, text, { clientMessageId = newClientMessageId(), ...options } = {}) => outbox.send({ roomId, clientMessageId, text, ...options }),
    upload: files.upload,
    attachmentLink: files.link,
    watch: (userIds) => presence.watch(userIds),
    ask: (event, payload) => connection.ask(event, payload),
    close() {
      connection.close();
      stop('This client is closed.');
    },
  };
}

/** Need not be unguessable, only never the same twice for one person: a moment and some 100 bits of chance. */
const newClientMessageId = (): string => [Date.now(), ...Array.from({ length: 2 }, () => Math.floor(Math.random() * Number.MAX_SAFE_INTEGER))].map((part) => part.toString(36)).join('-');
