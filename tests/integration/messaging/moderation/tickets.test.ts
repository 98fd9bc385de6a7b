import { createUser, startServer, type TestServer, type TestUser } from '../../../support/index.ts';
import { logSeen, openDesk, openTicket, reply, type Desk as SupportDesk, type TicketOut } from '../support/tickets.ts';
import { apiDesk, report, sanction, staffDesk, type Desk } from './office.ts';

describe('moderators and tickets', () => {
  let server: TestServer;
  let support: SupportDesk;
  let desks: readonly Desk[];
  let ticket: TicketOut;
  let answerId: string;
  beforeAll(async () => {
    server = await startServer();
    support = await openDesk(server);
    desks = [await apiDesk(server), await staffDesk(server)];
    ticket = await openTicket(support.customer, { text: 'My passport is A0123456.' });
    answerId = (await reply(support.ada, ticket.id, 'Thank you.')).body.data.messageId;
  });
  const firstId = async () => String((await logSeen(support.ada, ticket.id, 'conversation')).find(({ type }) => type === 'message.created')?.data.messageId);
  const texts = async (id: string) => (await logSeen(support.ada, id, 'conversation')).flatMap(({ type, data }) => (type === 'message.created' ? [data.text] : []));

  it('have no report about what was said there, so that nobody else reads it', async () => {
    expect((await report(support.customer, answerId)).status).toBe(404);
    for (const desk of desks) expect((await desk.get<{ data: unknown[] }>(`/reports?roomId=${ticket.roomId}`)).body.data).toEqual([]);
    expect((await server.db.query('SELECT FROM data_keys WHERE subject LIKE $1', ['report:%'])).rowCount).toBe(0);
  });

  it('take no message away there, and put nobody out', async () => {
    for (const desk of desks) {
      for (const messageId of [answerId, await firstId()]) expect((await desk.post(`/messages/${messageId}/removal`, { reason: 'I do not like it' })).status).toBe(404);
      expect((await sanction(desk, { userId: support.customer.id, kind: 'mute', roomId: ticket.roomId })).status).toBe(404);
    }
    expect(await texts(ticket.id)).toEqual(['My passport is A0123456.', 'Thank you.']);
  });

  it('do not undo what they were told in a ticket of their own', async () => {
    const customer: TestUser = await createUser(server, { role: 'moderator' });
    const own = await openTicket(customer);
    const { messageId } = (await reply(support.ada, own.id, 'No refund.')).body.data;
    expect((await customer.http.post(`/api/moderation/messages/${messageId}/removal`, { body: { reason: 'Lies' } })).status).toBe(404);
    expect((await texts(own.id)).at(-1)).toBe('No refund.');
  });

  it('are kept out by the database as well', async () => {
    expect((await server.db.query<{ o_outcome: string }>('SELECT o_outcome FROM messaging_remove($1, $2, now())', [answerId, desks[0]?.id])).rows).toEqual([{ o_outcome: 'unknown' }]);
    const insertion = `INSERT INTO message_reports (id, message_id, room_id, author, reporter, reason, evidence, created_at)
      SELECT 'rep_x', m.id, m.room_id, m.sender, 'usr_x', 'spam', '\\x00', now() FROM messages m, set_config('mangrove.writer', 'messaging', true) WHERE m.id = '${answerId}'`;
    await expect(server.db.query(insertion)).rejects.toThrow(/not for moderators/);
  });
});
