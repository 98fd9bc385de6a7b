import { createStaff } from '../../access/people.ts';
import { eventually, startMailCatcher, startServer } from '../../support/index.ts';
import { createAgent, createPolicy, HOUR, openSlaDesk, setClock } from '../messaging/support/sla.ts';
import { openTicket, told } from '../messaging/support/tickets.ts';

describe('a team that a policy wants to know of late tickets', () => {
  it('is mailed, each of its agents once, with the number of the ticket and nothing of its customer', async () => {
    const mail = await startMailCatcher();
    const server = await startServer({ env: mail.env });
    const { customer, admin, agent } = await openSlaDesk(server);
    const [lead, gone] = [await createStaff(server, 'mangrove-moderator'), await createStaff(server, 'mangrove-moderator')];
    for (const { id } of [lead, gone]) await createAgent(admin, id, { team: 'leads', capacity: 0 });
    await createAgent(admin, agent.id, { team: 'cards', capacity: 0 });
    await server.run((strapi, email) => strapi.db.query('admin::user').update({ where: { email }, data: { isActive: false } }).then(() => null), gone.email);
    await createPolicy(admin, { name: 'All', firstResponseSeconds: HOUR, escalations: [{ on: 'breached', acts: [{ act: 'tell_team', team: 'leads' }] }] });
    await setClock(server, '2026-11-25T08:00:00Z');
    const ticket = await openTicket(customer, { subject: 'A secret matter' });
    await setClock(server, '2026-11-25T09:00:00Z');
    const message = await mail.mailbox.waitFor({ to: lead.email }, 20_000);
    expect(message?.subject).toBe(`A first answer for ticket #${ticket.number} is overdue`);
    expect(message?.raw.toString('utf8')).not.toMatch(new RegExp(`${customer.email}|secret matter`));
    await eventually(async () => (await told(server, ticket.id)).some(({ type }) => type === 'ticket.escalated'));
    expect(mail.mailbox.list().flatMap(({ to }) => to)).toEqual([lead.email]);
  });
});
