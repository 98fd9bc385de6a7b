export const ROOM_KINDS = ['direct', 'group', 'ticket'] as const;
export type RoomKind = (typeof ROOM_KINDS)[number];
/** What people make themselves; the rooms of a ticket come with it. */
export const MADE_BY_PEOPLE = ['direct', 'group'] as const satisfies readonly RoomKind[];

/** In characters. */
export const LONGEST_TITLE = 200;

/** `agent`: one of the staff, who has written in the conversation of a ticket. */
export const MEMBER_ROLES = ['owner', 'member', 'agent'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

/** More missing events than this are not replayed one by one: the client starts over from a snapshot. */
export const MOST_MISSED = 200;
/** How many events a snapshot comes with. */
export const SNAPSHOT_EVENTS = 50;
/** How many events one answer holds over all of its rooms; rooms beyond it get a snapshot. */
export const MOST_EVENTS_OF_AN_ANSWER = 2_000;

export interface Known {
  /** The last event that the client has applied. */
  since: number;
  /** The epoch in which it did; `undefined` where it does not say. */
  epoch?: string | undefined;
}

/** Whether a client's log can be continued, or must be replaced: too far behind, ahead of us, or of another epoch. */
export const canContinue = ({ since, epoch }: Known, head: number, current: string): boolean =>
  since <= head && head - since <= MOST_MISSED && (epoch === undefined || epoch === current);
