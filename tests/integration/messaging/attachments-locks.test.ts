import { createUser, startServer, type TestServer } from '../../support/index.ts';
import { uploaded } from './support/attachments.ts';
import { createRoom, newClientId } from './support/rooms.ts';

describe('sending what was uploaded for another room', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });

  it('holds nothing there, so that nobody waits in a circle', async () => {
    const [ada, ben] = [await createUser(server), await createUser(server)];
    const [here, there] = [await createRoom(ada, [ben]), await createRoom(ada, [ben])];
    const { id } = await uploaded(ada, there);
    const line = (room: string) => JSON.stringify([{ line: 0, room, sender: ada.id, id: `msg_${newClientId()}`, client_message_id: newClientId(), text: 'x', attachments: [id], event: {} }]);
    const client = await server.db.connect();
    const outcome = async (db: Pick<typeof client, 'query'>, room: string) => (await db.query<{ o_outcome: string }>('SELECT o_outcome FROM messaging_send($1, now())', [line(room)])).rows[0]?.o_outcome;
    try {
      await client.query('BEGIN');
      expect(await outcome(client, here)).toBe('attachment_unknown');
      const other = await server.db.connect();
      try {
        await other.query(`SET lock_timeout = '3s'`);
        expect(await outcome(other, there)).toBe('stored');
      } finally {
        other.release(true);
      }
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});
