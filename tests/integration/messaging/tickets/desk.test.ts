import { createStaff, type TestStaff } from '../../../access/people.ts';
import { createUser, startServer, type TestServer, type TestUser } from '../../../support/index.ts';
import { codeOf, logSeen, move, note, openDesk, openTicket, own, reply, seen, told, type One, type Page, type StaffTicketOut, type TicketOut } from '../support/tickets.ts';

describe('the desk', () => {
  let server: TestServer;
  let customer: TestUser;
  let ada: TestStaff;
  let ben: TestStaff;
  beforeAll(async () => {
    server = await startServer();
    ({ customer, ada, ben } = await openDesk(server));
  });

  const take = (staff: TestStaff, { id }: TicketOut) => staff.http.post<One<StaffTicketOut>>(`/messaging/tickets/${id}/take`);
  const assign = (staff: TestStaff, { id }: TicketOut, body: object) => staff.http.put<One<StaffTicketOut>>(`/messaging/tickets/${id}/assignee`, { body });
  const label = (staff: TestStaff, { id }: TicketOut, body: object) => staff.http.patch<One<StaffTicketOut>>(`/messaging/tickets/${id}`, { body });
  const types = async (id: string) => (await logSeen(ada, id, 'staff')).map(({ type }) => type);

  it('shows staff who asks, and what', async () => {
    const ticket = await openTicket(customer);
    expect(await seen(ada, ticket.id)).toMatchObject({ id: ticket.id, number: ticket.number, state: 'new', tags: [], assignee: null, requester: { id: customer.id, name: customer.email } });
    expect((await logSeen(ada, ticket.id, 'conversation')).map(({ type }) => type)).toEqual(['room.created', 'message.created']);
    expect(codeOf(await ada.http.get(`/messaging/tickets/tkt_${'0'.repeat(26)}`))).toEqual([404, 'KERNEL_NOT_FOUND']);
  });

  it('lets one of two take a ticket, and says who was first', async () => {
    const ticket = await openTicket(customer);
    const answers = await Promise.all([take(ada, ticket), take(ben, ticket)]);
    const [won, lost] = answers.toSorted((a, b) => a.status - b.status);
    expect([won?.status, won?.body.data.state]).toEqual([200, 'open']);
    expect(lost && codeOf(lost)).toEqual([409, 'TICKET_TAKEN']);
    expect((lost?.body as unknown as { error: { details: object } }).error.details).toEqual({ assigneeId: won?.body.data.assignee?.id });
    expect(await types(ticket.id)).toEqual(['room.created', 'ticket.assigned']);
  });

  it('says to whom a ticket can be given, by name, and where it may go', async () => {
    const nobody = await createStaff(server);
    const { body } = await ada.http.get<{ data: { id: string; name: string }[] }>('/messaging/ticket-staff');
    expect(body.data).toEqual(expect.arrayContaining([{ id: ada.id, name: 'Test Staff' }, { id: ben.id, name: 'Test Staff' }]));
    expect(body.data.map(({ id }) => id)).not.toContain(nobody.id);
    expect((await nobody.http.get('/messaging/ticket-staff')).status).toBe(403);
    const ticket = await openTicket(customer);
    expect((await seen(ada, ticket.id)).moves).toEqual(['open', 'waiting_on_customer', 'waiting_on_us', 'resolved', 'closed', 'spam']);
    expect((await move(ada, ticket.id, 'spam')).body.data.moves).toEqual(['open']);
  });

  it('gives tickets to those who may answer them, and to teams', async () => {
    const ticket = await openTicket(customer);
    expect((await assign(ada, ticket, { assigneeId: ben.id, team: 'payments' })).body.data).toMatchObject({ assignee: { id: ben.id, name: 'Test Staff' }, team: 'payments', state: 'open' });
    expect((await assign(ada, ticket, { assigneeId: null })).body.data).toMatchObject({ assignee: null, team: 'payments' });
    const nobody = await createStaff(server);
    for (const assigneeId of [nobody.id, `stf_${'0'.repeat(26)}`]) expect(codeOf(await assign(ada, ticket, { assigneeId }))).toEqual([422, 'TICKET_ASSIGNEE_UNKNOWN']);
    expect((await told(server, ticket.id)).filter(({ type }) => type === 'ticket.assigned').map(({ payload }) => [payload.assigneeId, payload.team, payload.actorId])).toEqual([
      [ben.id, 'payments', ada.id], [null, 'payments', ada.id],
    ]);
  });

  it('keeps labels, and says in the room of the staff alone what became of them', async () => {
    const ticket = await openTicket(customer);
    expect((await label(ada, ticket, { priority: 'urgent', category: 'fraud', tags: ['vip', 'nigeria', 'vip'] })).body.data).toMatchObject({ priority: 'urgent', category: 'fraud', tags: ['nigeria', 'vip'] });
    await label(ada, ticket, { tags: ['nigeria', 'vip'], priority: 'urgent' });
    expect(await types(ticket.id)).toEqual(['room.created', 'ticket.priority_changed', 'ticket.category_changed', 'ticket.tagged']);
    expect(codeOf(await label(ada, ticket, {}))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
    expect((await logSeen(ada, ticket.id, 'conversation')).map(({ type }) => type)).toEqual(['room.created', 'message.created']);
  });

  it('moves a ticket only where the machine leads', async () => {
    const ticket = await openTicket(customer);
    expect((await move(ada, ticket.id, 'resolved')).body.data).toMatchObject({ state: 'resolved' });
    expect((await move(ada, ticket.id, 'resolved')).status).toBe(200);
    await move(ada, ticket.id, 'closed');
    expect(codeOf(await move(ada, ticket.id, 'resolved'))).toEqual([409, 'KERNEL_ILLEGAL_TRANSITION']);
    for (const state of ['merged', 'new']) expect(codeOf(await move(ada, ticket.id, state))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
  });

  it('keeps notes in the room of the staff: the customer hears nothing, and the ticket stays where it is', async () => {
    const ticket = await openTicket(customer);
    expect((await note(ada, ticket.id, 'Known fraudster.')).status).toBe(201);
    expect((await logSeen(ben, ticket.id, 'staff')).at(-1)).toMatchObject({ type: 'message.created', actorId: ada.id, data: { text: 'Known fraudster.' } });
    expect(await own(customer, ticket.id)).toMatchObject({ state: 'new', unread: 0, agents: [], firstAnsweredAt: null });
    expect((await told(server, ticket.id)).map(({ type }) => type)).toEqual(['ticket.opened']);
  });

  describe('lists the queue', () => {
    const ids = async (query: string) => (await ada.http.get<Page<StaffTicketOut>>(`/messaging/tickets?limit=100&${query}`)).body.data.map(({ id }) => id);
    let person: TestUser;
    let tickets: TicketOut[];
    beforeAll(async () => {
      person = await createUser(server);
      tickets = [];
      for (const subject of ['Refund of a pineapple', 'Card refused', 'Pineapple never came', 'Login']) tickets.push(await openTicket(person, { subject }));
      const [first, second, third] = tickets as [TicketOut, TicketOut, TicketOut, TicketOut];
      await take(ada, first);
      await label(ada, second, { tags: ['card', 'vip'], priority: 'high', category: 'cards' });
      await reply(ben, third.id);
      await assign(ada, third, { assigneeId: ben.id, team: 'logistics' });
    });
    const at = (...places: number[]) => places.map((place) => tickets[place]?.id);

    it.each([
      ['of a customer, the newest first', '', [3, 2, 1, 0]],
      ['the oldest first', 'order=oldest', [0, 1, 2, 3]],
      ['in one state', 'state=new', [3, 1]],
      ['in several states', 'state=open,waiting_on_customer', [2, 0]],
      ['of nobody', 'assigneeId=none', [3, 1]],
      ['of one’s own', 'assigneeId=me', [0]],
      ['of a team', 'team=logistics', [2]],
      ['with a tag', 'tag=vip', [1]],
      ['of a priority and a category', 'priority=high&category=cards', [1]],
      ['with words in their subject', 'text=pineapple', [2, 0]],
      ['of which there are none', 'state=closed', []],
    ])('%s', async (_what, query, places) => {
      expect(await ids(`requesterId=${person.id}&${query}`)).toEqual(at(...places));
    });

    it('by its number, with or without its sign', async () => {
      const [ticket] = tickets;
      expect([await ids(`number=${ticket?.number ?? 0}`), await ids(`number=%23${ticket?.number ?? 0}`)]).toEqual([at(0), at(0)]);
    });

    it('page by page, over several states', async () => {
      const found: string[] = [];
      let cursor = '';
      do {
        const { body } = await ada.http.get<Page<StaffTicketOut>>(`/messaging/tickets?requesterId=${person.id}&state=new,open,waiting_on_customer&limit=1${cursor && `&cursor=${cursor}`}`);
        found.push(...body.data.map(({ id }) => id));
        cursor = body.meta.nextCursor ?? '';
      } while (cursor !== '');
      expect(found).toEqual(at(3, 2, 1, 0));
    });

    it('and refuses questions without sense', async () => {
      for (const query of ['state=lost', 'assigneeId=usr_x', 'number=-1', 'order=best']) expect(codeOf(await ada.http.get(`/messaging/tickets?${query}`))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
      expect(codeOf(await ada.http.get('/messaging/tickets?cursor=made-up'))).toEqual([400, 'KERNEL_CURSOR_WRONG']);
    });
  });
});
