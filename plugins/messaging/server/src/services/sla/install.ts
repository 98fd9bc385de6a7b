import type { Core } from '@strapi/strapi';
import { kernel } from '#kernel';
import { followTickets } from '../tickets/followers';
import { assignWaiting } from './assign-waiting';
import { guardEditables } from './guard-editables';
import { keepTime } from './keep-time';
import { watchTickets } from './watch';

const WATCH_SECONDS = 2;
const ASSIGN_SECONDS = 5;

/** Has the time of tickets kept: with every act on one, and by looking for what has become due. In `register()`. */
export function keepTicketTime(strapi: Core.Strapi): void {
  guardEditables(strapi);
  followTickets(strapi, keepTime);
  const { schedules } = kernel(strapi);
  schedules.every(WATCH_SECONDS, 'tickets.watch', untilDone(WATCH_SECONDS, () => watchTickets(strapi)));
  schedules.every(ASSIGN_SECONDS, 'tickets.assign', untilDone(ASSIGN_SECONDS, () => assignWaiting(strapi)));
}

/** Work in parts, for a turn's time: what is left is the next turn's, so that a server can stop. */
const untilDone = (seconds: number, work: () => Promise<number>) => async (): Promise<void> => {
  const endsAt = Date.now() + seconds * 1_000;
  while ((await work()) > 0 && Date.now() < endsAt);
};
