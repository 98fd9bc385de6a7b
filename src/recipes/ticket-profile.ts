import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import { addToTicketSidebar } from '#messaging';

interface Profile {
  email: string;
  username: string;
  confirmed: boolean | null;
  blocked: boolean | null;
  created_at: Date;
  tickets: string;
}

/** Shows staff beside a ticket who asks. */
export function ticketProfile(strapi: Core.Strapi): void {
  addToTicketSidebar(strapi, {
    code: 'profile',
    title: 'Customer',
    permission: null,
    async read(personId) {
      const [profile] = await sql(strapi).query<Profile>(
        `SELECT u.email, u.username, u.confirmed, u.blocked, u.created_at, (SELECT count(*) FROM tickets t WHERE t.requester = u.document_id) AS tickets
         FROM up_users u WHERE u.document_id = $1`,
        [personId],
      );
      if (!profile) return [];
      const item = (label: string, value: string) => ({ label, value, link: null });
      return [
        item('E-mail', `${profile.email}${profile.confirmed ? '' : ' (not confirmed)'}`),
        item('User name', profile.username),
        item('Since', profile.created_at.toISOString()),
        item('Tickets', profile.tickets),
        ...(profile.blocked ? [item('Account', 'blocked')] : []),
      ];
    },
  });
}
