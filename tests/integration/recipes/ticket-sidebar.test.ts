import { createStaff, type TestStaff } from '../../access/people.ts';
import { createUser, startServerWithSandbox, type TestServer, type TestUser } from '../../support/index.ts';
import { Applicant } from '../kyc/support/applicant.ts';
import { codeOf, openTicket, seen } from '../messaging/support/tickets.ts';

interface Section {
  code: string;
  items: { label: string; value: string; link: string | null }[] | null;
}

describe('a ticket about a payment', () => {
  let server: TestServer;
  let customer: TestUser;
  let ada: TestStaff;
  beforeAll(async () => {
    ({ server } = await startServerWithSandbox({
      setup(strapi, { load }) {
        load<typeof import('#messaging')>('#messaging').addToTicketSidebar(strapi, { code: 'broken', title: 'Broken', permission: null, read: () => Promise.reject(new Error('The neighbour is out.')) });
      },
    }));
    customer = await createUser(server);
    ada = await createStaff(server, 'mangrove-moderator');
  });

  const pay = async (person: TestUser) => (await person.http.post<{ data: { id: string } }>('/api/payments', { body: { amountMinor: '500000', currency: 'NGN' } })).body.data.id;
  const sidebar = async (staff: TestStaff, id: string) => (await staff.http.get<{ data: Section[] }>(`/messaging/tickets/${id}/sidebar`)).body.data;

  it('is opened by who made it, and staff see which', async () => {
    const paymentId = await pay(customer);
    const ticket = await openTicket(customer, { relatesTo: { type: 'payment', id: paymentId } });
    expect(ticket.relatesTo).toEqual({ type: 'payment', id: paymentId });
    expect(await seen(ada, ticket.id)).toMatchObject({ relatesTo: { type: 'payment', id: paymentId } });
  });

  it('is not opened about what is another’s, does not exist, or is of a kind that there is not; all alike', async () => {
    const theirs = await pay(await createUser(server));
    const subjects = [{ type: 'payment', id: theirs }, { type: 'payment', id: `pay_${'0'.repeat(26)}` }, { type: 'spaceship', id: theirs }];
    const answers = await Promise.all(subjects.map((relatesTo) => customer.http.post<unknown>('/api/tickets', { body: { subject: 'Money', text: 'Where is it?', relatesTo } })));
    expect(answers.map(codeOf)).toEqual(Array(3).fill([422, 'TICKET_SUBJECT_UNKNOWN']));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  it('has beside it who asks and their last payments, as far as one may see them', async () => {
    const person = await createUser(server);
    const [first, second] = [await pay(person), await pay(person)];
    const ticket = await openTicket(person);
    const sections = await sidebar(ada, ticket.id);
    const items = (code: string) => sections.find((section) => section.code === code)?.items;
    expect(items('profile')?.map(({ value }) => value)).toEqual(expect.arrayContaining([expect.stringContaining(person.email), person.username]));
    expect(items('payments')?.map(({ link }) => link)).toEqual([second, first].map((id) => `/plugins/payments/transactions/${id}`));
    expect(items('payments')?.[0]?.value).toMatch(/5,?000/);
    // One that cannot be read takes none of the others with it.
    expect(items('broken')).toBeNull();
    expect((await ada.http.get(`/messaging/tickets/tkt_${'0'.repeat(26)}/sidebar`)).status).toBe(404);

    expect(items('kyc')).toEqual([{ label: 'Level', value: 'tier-0', link: null }]);
    const application = await new Applicant(person).handIn();
    const again = (await sidebar(ada, ticket.id)).find(({ code }) => code === 'kyc');
    expect(again?.items?.[1]).toEqual({ label: 'Application for tier-1', value: 'in_review', link: `/plugins/kyc/applications/${application}` });

    const clerk = await createStaff(server, 'test-clerk');
    await server.run(async (strapi) => {
      const role = (await strapi.db.query('admin::role').findOne({ where: { code: 'test-clerk' } })) as { id: number };
      await strapi.db.query('admin::permission').create({ data: { action: 'plugin::messaging.tickets.read', role: role.id, conditions: [], properties: {} } });
    });
    expect((await sidebar(clerk, ticket.id)).map(({ code }) => code).sort()).toEqual(['broken', 'profile']);
  });
});
