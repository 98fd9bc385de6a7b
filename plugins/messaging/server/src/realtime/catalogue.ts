import type { z } from '@strapi/utils';
import type { Core } from '@strapi/strapi';
import type { ErrorDeclaration } from '#kernel';
import type { Viewer } from '../domain/person';
import type { PresenceState } from '../domain/presence';
import type { NamespaceName } from './namespaces';

/** Who sent an event, and what their connection can do. */
export interface Caller {
  strapi: Core.Strapi;
  viewer: Viewer;
  /** Has the connection hear the rooms among these that the viewer may see. Whatever is committed afterwards reaches it. */
  listen(roomIds: readonly string[]): Promise<void>;
  unlisten(roomId: string): void;
  /** Has the connection watch these people in the place of those before. @returns what it is shown of them now. */
  watch(personIds: readonly string[]): Promise<Record<string, PresenceState>>;
  /** Names the connection among all of this moment. */
  connectionId: string;
  /** Has a connection of staff hear what changes in the queue, or no longer. */
  followQueue(isOn: boolean): Promise<void>;
  /** Has it hear who else looks at a ticket, or no longer. */
  followTicket(ticketId: string, isOn: boolean): void;
  /** Goes on with another token of the same person. @returns when it ends. @throws Unauthenticated */
  renew(token: string): Promise<Date>;
}

/** Everything about one event that clients may send. Enforced and published. */
export interface SocketEvent<P extends z.ZodType = z.ZodType, A extends z.ZodType = z.ZodType> {
  name: string;
  /** What it does, in a few words, for the reference page. */
  summary: string;
  /**
   * What it takes, by namespace; in a namespace that is not named the event does not exist. For users the REST handler that
   * does the same, e.g. `room.create`: one permission governs both. For staff a permission, e.g. `tickets.read`. `null` needs
   * a connection only, in any namespace.
   */
  action: Partial<Readonly<Record<NamespaceName, string>>> | null;
  payload: P;
  /** What the acknowledgement carries beside `ok: true`. */
  acknowledgement: A;
  /** The errors that are particular to this event; those of every event are added. */
  errors: readonly ErrorDeclaration[];
  /** How much it weighs against the limit of events. */
  cost: number;
  /** Runs without an acknowledgement function: whether it worked matters to nobody. */
  isAcknowledgementOptional?: boolean;
  handle(caller: Caller, payload: z.output<P>): Promise<z.output<A>>;
}

const declared = new Map<string, SocketEvent>();

/** Declares an event that clients may send. @throws Error at start-up for a malformed or repeated name. */
export function defineSocketEvent<P extends z.ZodType, A extends z.ZodType>(event: SocketEvent<P, A>): SocketEvent<P, A> {
  if (!/^[a-z]+(:[a-z]+)?$/.test(event.name)) throw new Error(`"${event.name}" is no name of a socket event such as "room:join".`);
  if (declared.has(event.name)) throw new Error(`The socket event "${event.name}" is declared twice.`);
  declared.set(event.name, event);
  return event;
}

/** An event of a namespace. */
export function findSocketEvent(name: string, namespace: NamespaceName): SocketEvent | undefined {
  const event = declared.get(name);
  return event && (event.action === null || event.action[namespace] !== undefined) ? event : undefined;
}

/** Every declared event, by name: the source of the reference page. */
export const socketEventCatalogue = (): SocketEvent[] => [...declared.values()].sort((a, b) => a.name.localeCompare(b.name));
