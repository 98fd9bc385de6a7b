import type { Core } from '@strapi/strapi';
import { kernel } from '#kernel';
import { inheritGuestTickets } from '#messaging';

/** Whoever asked as a guest, and then registers with the same address and confirms it, finds their tickets in their account. */
export function guestTickets(strapi: Core.Strapi): void {
  kernel(strapi).events.on('user.email_confirmed', ({ payload }) => inheritGuestTickets(strapi, payload.userId), { name: 'guest-tickets' });
}
