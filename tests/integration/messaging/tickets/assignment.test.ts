import { createStaff, type TestStaff } from '../../../access/people.ts';
import { createUser, eventually, startServer, type TestServer, type TestUser } from '../../../support/index.ts';
import { createAgent, createPolicy, HOUR, listAgents, openSlaDesk, setClock, type AgentOut } from '../support/sla.ts';
import { codeOf, logSeen, move, openTicket, say, seen } from '../support/tickets.ts';

describe('tickets find their agents', () => {
  let server: TestServer;
  let customer: TestUser;
  let admin: TestStaff;
  const newAgent = async (body: object): Promise<{ staff: TestStaff; agent: AgentOut }> => {
    const staff = await createStaff(server, 'mangrove-moderator');
    return { staff, agent: await createAgent(admin, staff.id, body) };
  };
  /** Nobody takes anything any more, and nothing is left to be taken. */
  const clear = async () => {
    for (const { id } of await listAgents(admin)) expect((await admin.http.delete(`/messaging/support-agents/${id}`)).status).toBe(204);
    const { body } = await admin.http.get<{ data: { id: string }[] }>('/messaging/tickets?state=new,open,waiting_on_us,waiting_on_customer&limit=100');
    for (const { id } of body.data) await move(admin, id, 'closed');
  };
  const assigneeOf = async (id: string) => (await seen(admin, id)).assignee?.id ?? null;

  beforeAll(async () => {
    server = await startServer();
    ({ customer, admin } = await openSlaDesk(server));
  });
  afterEach(clear);

  it('at once, with a word in the room of the staff, where somebody has room', async () => {
    const { staff } = await newAgent({ capacity: 1 });
    const ticket = await openTicket(customer);
    expect(await seen(admin, ticket.id)).toMatchObject({ assignee: { id: staff.id }, state: 'open' });
    expect((await logSeen(admin, ticket.id, 'staff')).map(({ type, actorId }) => `${type} ${actorId}`).slice(1)).toEqual(['ticket.assigned system']);
  });

  it('and wait where nobody has, until somebody is done with another', async () => {
    const { staff } = await newAgent({ capacity: 1 });
    const first = await openTicket(customer);
    const second = await openTicket(customer);
    expect([await assigneeOf(first.id), await assigneeOf(second.id)]).toEqual([staff.id, null]);
    await move(staff, first.id, 'resolved');
    await eventually(async () => (await assigneeOf(second.id)) === staff.id);
  });

  it('the most urgent first', async () => {
    const normal = await openTicket(customer);
    const urgent = await openTicket(customer, { priority: 'urgent' });
    const { staff } = await newAgent({ capacity: 1 });
    await eventually(async () => (await assigneeOf(urgent.id)) === staff.id);
    expect(await assigneeOf(normal.id)).toBeNull();
  });

  it('of their own team, and wait for it while others have room', async () => {
    await newAgent({ team: 'cards', capacity: 5 });
    const { staff, agent } = await newAgent({ team: 'loans', capacity: 0 });
    const ticket = await openTicket(customer);
    await admin.http.put(`/messaging/tickets/${ticket.id}/assignee`, { body: { assigneeId: null, team: 'loans' } });
    const other = await openTicket(customer);
    expect(await assigneeOf(other.id)).not.toBeNull();
    expect(await assigneeOf(ticket.id)).toBeNull();
    expect((await admin.http.put(`/messaging/support-agents/${agent.id}`, { body: { staffId: staff.id, team: 'loans', capacity: 1 } })).status).toBe(200);
    await eventually(async () => (await assigneeOf(ticket.id)) === staff.id);
  });

  it('and go to nobody who is away, until they are back', async () => {
    const { staff } = await newAgent({ capacity: 5 });
    await setClock(server, '2026-11-25T08:00:00Z');
    const away = await staff.http.put<{ data: AgentOut }>('/messaging/my-availability', { body: { isAway: true, awayUntil: '2026-11-25T12:00:00Z' } });
    expect(away.body.data).toMatchObject({ isAvailable: false, staffId: staff.id });
    const ticket = await openTicket(customer);
    expect(await assigneeOf(ticket.id)).toBeNull();
    await setClock(server, '2026-11-25T12:00:00Z');
    await eventually(async () => (await assigneeOf(ticket.id)) === staff.id);
    await server.run((_strapi, _args, { kernel }) => kernel.clock.reset());
  });

  it('go on with whoever had them when they are opened again, unless that is gone', async () => {
    const { staff: first } = await newAgent({ capacity: 5 });
    const ticket = await openTicket(customer);
    const { staff: second } = await newAgent({ capacity: 5 });
    await move(first, ticket.id, 'resolved');
    await say(customer, ticket.roomId);
    expect(await assigneeOf(ticket.id)).toBe(first.id);
    await move(first, ticket.id, 'resolved');
    await server.run((strapi, email) => strapi.db.query('admin::user').update({ where: { email }, data: { isActive: false } }).then(() => null), first.email);
    await say(customer, ticket.roomId);
    expect(await assigneeOf(ticket.id)).toBe(second.id);
  });

  it('are taken away from whoever lets them lie', async () => {
    const { staff: first } = await newAgent({ capacity: 5 });
    await createPolicy(admin, { name: 'Slow', category: 'slow', firstResponseSeconds: HOUR, escalations: [{ on: 'breached', acts: [{ act: 'reassign' }] }] });
    await setClock(server, '2026-11-25T08:00:00Z');
    const ticket = await openTicket(customer, { category: 'slow' });
    const { staff: second } = await newAgent({ capacity: 5 });
    expect(await assigneeOf(ticket.id)).toBe(first.id);
    await setClock(server, '2026-11-25T09:00:00Z');
    await eventually(async () => (await assigneeOf(ticket.id)) === second.id);
    await server.run((_strapi, _args, { kernel }) => kernel.clock.reset());
  });

  it('and many at once, on two servers, overload nobody and leave no room unused', async () => {
    const second = await startServer({ database: server.databaseUrl });
    const customers = await Promise.all(Array.from({ length: 4 }, () => createUser(server)));
    const onSecond = (one: TestUser): TestUser => ({ ...one, http: second.http.with({ token: one.jwt }) });
    const turns = Array.from({ length: 12 }, (_, i) => ({ who: i % 2 === 0 ? (customers[i % 4] ?? customer) : onSecond(customers[i % 4] ?? customer) }));
    const open = () => Promise.all(turns.map(async ({ who }) => ({ who, ticket: await openTicket(who) })));
    const loads = async () => {
      const all = new Map((await listAgents(admin)).map(({ staffId, openTickets }) => [staffId, openTickets]));
      return agents.map(({ staff }) => all.get(staff.id));
    };

    // Opening stands in a line anyway, for the number of a ticket; opening again does not.
    const done = await open();
    await Promise.all(done.map(({ ticket }) => move(admin, ticket.id, 'resolved')));
    const agents = await Promise.all([newAgent({ capacity: 2 }), newAgent({ capacity: 3 }), newAgent({ capacity: 4 })]);
    await Promise.all(done.map(({ who, ticket }) => say(who, ticket.roomId)));
    expect(await loads()).toEqual([2, 3, 4]);

    await Promise.all(done.map(({ ticket }) => move(admin, ticket.id, 'closed')));
    await open();
    expect(await loads()).toEqual([2, 3, 4]);
    await second.stop();
  });

  it('and an agent is somebody who answers tickets, once', async () => {
    const nobody = await createStaff(server);
    expect(codeOf(await admin.http.post('/messaging/support-agents', { body: { staffId: nobody.id, capacity: 1 } }))).toEqual([422, 'TICKET_ASSIGNEE_UNKNOWN']);
    const { staff } = await newAgent({});
    expect(codeOf(await admin.http.post('/messaging/support-agents', { body: { staffId: staff.id, capacity: 1 } }))).toEqual([409, 'TICKET_AGENT_EXISTS']);
    const other = await createStaff(server, 'mangrove-moderator');
    expect(codeOf(await other.http.put('/messaging/my-availability', { body: { isAway: true } }))).toEqual([409, 'TICKET_NO_AGENT']);
  });
});

describe('tickets that find their agents by turns', () => {
  it('go round and round', async () => {
    const server = await startServer({ env: { TICKET_ASSIGNMENT: 'round_robin' } });
    const { customer, admin, agent } = await openSlaDesk(server);
    const other = await createStaff(server, 'mangrove-moderator');
    for (const { id } of [agent, other]) await createAgent(admin, id, { capacity: 3 });
    const assignees: (string | undefined)[] = [];
    for (let i = 0; i < 4; i += 1) assignees.push((await seen(admin, (await openTicket(customer)).id)).assignee?.id);
    expect(new Set(assignees.slice(0, 2)).size).toBe(2);
    expect(assignees.slice(2)).toEqual(assignees.slice(0, 2));
  });
});
