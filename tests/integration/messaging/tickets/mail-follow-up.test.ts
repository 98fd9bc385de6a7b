import { createStaff } from '../../../access/people.ts';
import { eventually } from '../../../support/index.ts';
import { openPostOffice, replyAddress } from '../support/mail.ts';
import { createFollowUpRule, HOUR } from '../support/sla.ts';
import { reply, seen } from '../support/tickets.ts';

describe('a guest who does not answer', () => {
  it('is reminded by mail, and told by mail that it is done: they have no other way', async () => {
    const post = await openPostOffice();
    const [agent, admin] = [await createStaff(post.server, 'mangrove-moderator'), await createStaff(post.server, 'strapi-super-admin')];
    await createFollowUpRule(admin, { name: 'Everybody', steps: [{ act: 'remind', afterSeconds: HOUR, text: 'Are you still there?' }, { act: 'resolve', afterSeconds: HOUR, text: 'We take it that this is done.' }] });
    const from = 'silent@example.org';
    const { ticket } = await post.sent({ from });
    const id = ticket ?? '';
    await reply(agent, id, 'Which card was it?');
    const answer = await post.next(from);

    const pass = (seconds: number) => post.server.run((_strapi, args, { kernel }) => kernel.clock.advanceSeconds(args), seconds);
    await pass(HOUR + 1);
    const reminder = await post.next(from);
    expect(reminder.text).toContain('Are you still there?');
    expect(reminder.text).toContain('Support · ticket #');
    expect(replyAddress(reminder)).toBe(replyAddress(answer));

    await pass(HOUR + 1);
    expect((await post.next(from)).text).toContain('We take it that this is done.');
    await eventually(async () => (await seen(agent, id)).state === 'resolved');
    // That it was sent is written down after it was.
    await eventually(async () => (await post.server.db.query('SELECT FROM ticket_mails WHERE ticket = $1 AND direction = $2', [id, 'out'])).rows.length === 3);
  });
});
