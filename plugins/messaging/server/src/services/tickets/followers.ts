import type { Core } from '@strapi/strapi';
import type { TicketState } from '../../domain/ticket';
import type { TicketAct } from './act';

/** Something that goes with every act on a ticket, at its end and in its transaction. `before` is the state in which the act found it; none where it was opened. */
export type TicketFollower = (act: TicketAct, before: TicketState | undefined) => Promise<void>;

const followers = new WeakMap<Core.Strapi, TicketFollower[]>();

/** Has something follow every act. In `register()`: acts do not know who follows them. */
export function followTickets(strapi: Core.Strapi, follower: TicketFollower): void {
  followers.set(strapi, [...(followers.get(strapi) ?? []), follower]);
}

/** Ends an act: whatever follows it is a part of it. */
export async function conclude(act: TicketAct, before: TicketState | undefined): Promise<void> {
  for (const follow of followers.get(act.strapi) ?? []) await follow(act, before);
}
