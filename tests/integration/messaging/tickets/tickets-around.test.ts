import { startServer, type TestServer } from '../../../support/index.ts';
import { openDesk, openTicket, reply, seen, type Desk, type TicketOut } from '../support/tickets.ts';

/** What must hold when our code is wrong: everything here talks to PostgreSQL directly. */
describe('going around the tickets', () => {
  let server: TestServer;
  let desk: Desk;
  let ticket: TicketOut;
  let staffRoomId: string;
  beforeAll(async () => {
    server = await startServer();
    desk = await openDesk(server);
    ticket = await openTicket(desk.customer);
    await reply(desk.ada, ticket.id);
    ({ staffRoomId } = await seen(desk.ada, ticket.id));
  });

  /** One transaction that claims to be the plugin itself. */
  const asPlugin = async (statement: string) => {
    const client = await server.db.connect();
    try {
      await client.query(`BEGIN; SELECT set_config('mangrove.writer', 'messaging', true)`);
      await client.query(statement);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  };
  const enter = (room: string, member: string, role: string) => asPlugin(`INSERT INTO room_members (room_id, member, role) SELECT id, '${member}', '${role}' FROM rooms WHERE public_id = '${room}'`);

  it('without the plugin’s mark, nobody writes a ticket', async () => {
    await expect(server.db.query(`UPDATE tickets SET priority = 'low'`)).rejects.toThrow(/tickets change only through/);
    const viaStrapi = server.run((strapi) => strapi.db.query('plugin::messaging.ticket').update({ where: { state: 'waiting_on_customer' }, data: { state: 'closed' } }).then(() => undefined));
    await expect(viaStrapi).rejects.toThrow(/tickets change only through/);
  });

  it.each([
    ['skips a state', `UPDATE tickets SET state = 'new'`, /cannot go from waiting_on_customer to new/],
    ['gives a ticket another number', 'UPDATE tickets SET number = number + 1', /never changes/],
    ['gives a ticket to another customer', `UPDATE tickets SET requester = 'usr_${'0'.repeat(26)}'`, /is its requester’s/],
    ['answers it for the first time twice', 'UPDATE tickets SET first_answered_at = now()', /answered for the first time once/],
    ['makes up a state', `UPDATE tickets SET state = 'lost'`, /cannot go from/],
    ['makes up a priority', `UPDATE tickets SET priority = 'panic'`, /tickets_priority_known/],
    ['assigns it to a customer', `UPDATE tickets SET assignee = requester`, /tickets_assignee_is_staff/],
    ['forgets its tags', 'UPDATE tickets SET tags = NULL', /tickets_complete/],
    ['removes it', 'DELETE FROM tickets', /never changed or removed/],
    ['removes all', 'TRUNCATE tickets CASCADE', /never changed or removed/],
    ['opens one in the middle', `INSERT INTO tickets (document_id, state) VALUES ('tkt_x', 'open')`, /begins as new/],
    ['opens one whose notes its customer reads', `INSERT INTO tickets (document_id, state, conversation_room_id, staff_room_id) SELECT 'tkt_x', 'new', conversation_room_id, conversation_room_id FROM tickets`, /has a conversation, and a room for staff/],
    ['opens the room of the staff to everyone', `UPDATE rooms SET audience = 'everyone'`, /never changes/],
    ['makes a group for staff', `INSERT INTO rooms (public_id, kind, audience, created_by, created_at, last_event_at) VALUES ('room_x', 'group', 'staff', 'usr_x', now(), now())`, /rooms_audience_known/],
  ])('even as the plugin, nobody %s', async (_what, statement, refusal) => {
    await expect(asPlugin(statement)).rejects.toThrow(refusal);
  });

  it('nobody but staff enters the room of the staff, and staff enter nothing but tickets', async () => {
    await expect(enter(staffRoomId, desk.customer.id, 'member')).rejects.toThrow(/Only staff enter/);
    await expect(enter(staffRoomId, `gst_${'0'.repeat(26)}`, 'member')).rejects.toThrow(/Only staff enter/);
    const { body } = await desk.customer.http.post<{ data: { roomId: string } }>('/api/rooms', { body: { kind: 'group', memberIds: [(await openDesk(server)).customer.id] } });
    await expect(enter(body.data.roomId, desk.ben.id, 'agent')).rejects.toThrow(/Only users enter/);
    await expect(enter(ticket.roomId, `usr_${'0'.repeat(26)}`, 'agent')).rejects.toThrow(/Agents are staff/);
  });
});
