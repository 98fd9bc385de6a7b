/**
 * Who looks at a room or acts in it; `id` is public, `usr_…` or `stf_…`. Staff may besides what their roles in the admin
 * panel allow, e.g. `tickets.read`.
 */
export type Viewer = { kind: 'user'; id: string } | { kind: 'staff'; id: string; may(permission: string): boolean };
export type StaffViewer = Extract<Viewer, { kind: 'staff' }>;

/** How a direct room is found again: the same text for the same two people, whoever asks. */
export const pairOf = (one: string, other: string): string => [one, other].sort().join(':');
