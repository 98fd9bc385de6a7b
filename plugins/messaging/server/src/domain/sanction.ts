export const SANCTION_KINDS = ['mute', 'ban'] as const;
/** `mute` may read and says nothing; `ban` is out of the room, or of every room. */
export type SanctionKind = (typeof SANCTION_KINDS)[number];

/** Who imposes and lifts: an API user with the role, or a member of staff. `id` is public, `usr_…` or `stf_…`. */
export interface Moderator {
  kind: 'user' | 'staff';
  id: string;
}

/** What somebody is under. */
export interface Standing {
  kind: SanctionKind;
  until: Date;
}
