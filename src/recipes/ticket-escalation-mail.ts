import type { Core } from '@strapi/strapi';
import { kernel } from '#kernel';
import { agentsOfTeam } from '#messaging';

const CLOCKS: Readonly<Record<string, string>> = { first_response: 'a first answer', next_response: 'an answer', resolution: 'a resolution' };
const NOTICES: Readonly<Record<string, string>> = { warned: 'is due soon', breached: 'is overdue' };

/**
 * Mails the agents of a team whom a policy wants to know of a late ticket. Which ticket it is stands in it; who asked, and
 * what, does not. Each mail has an id of its own that stays the same, so that one which is sent again, because another
 * could not be sent, is known as the same one.
 */
export function ticketEscalationMail(strapi: Core.Strapi): void {
  kernel(strapi).events.on(
    'ticket.escalated',
    async ({ id, payload: { number, team, clock, notice } }) => {
      const adminUrl = strapi.config.get('admin.absoluteUrl') as string;
      const what = `${CLOCKS[clock] ?? clock} for ticket #${number} ${NOTICES[notice] ?? notice}`;
      for (const { staffId, email } of await agentsOfTeam(strapi, team)) {
        await strapi.plugin('email').service('email').send({
          to: email,
          messageId: `<${id}.${staffId}@${new URL(adminUrl).hostname}>`,
          subject: `${what.charAt(0).toUpperCase()}${what.slice(1)}`,
          text: `You are told because you are an agent of the team "${team}".\n\nTicket: #${number}\n${adminUrl}\n`,
        });
      }
    },
    { name: 'team-mail' },
  );
}
