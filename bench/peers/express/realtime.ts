import { createServer } from 'node:http';
import express from 'express';
import pg from 'pg';
import { Server, type Socket } from 'socket.io';
import { usersByToken, type User } from './authentication.ts';
import { readSettings } from './settings.ts';

/** The plain way: a bare Socket.IO that stores each message with one INSERT and then tells the room. */
const settings = readSettings();
const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: 20 });
pool.on('error', (error) => console.error('An idle database connection broke.', error));

const app = express();
app.disable('x-powered-by');
app.get('/health', (_req, res) => void res.json({ ok: true }));
const server = createServer(app);
const io = new Server(server, { transports: ['websocket'], serveClient: false, httpCompression: false });
const namespace = io.of('/users');
const userOf = usersByToken(pool, settings.jwtKey);
const users = new WeakMap<Socket, User>();
/** Who is in which room; nobody leaves here, so it is never wrong. */
const memberships = new Set<string>();

namespace.use((socket, next) => {
  userOf(String(socket.handshake.auth.token)).then(
    (user) => {
      if (user) users.set(socket, user);
      next(user ? undefined : new Error('Sign in first.'));
    },
    (error: unknown) => next(error instanceof Error ? error : new Error(String(error))),
  );
});

async function isMember({ id }: User, roomId: string): Promise<boolean> {
  const key = `${roomId} ${id}`;
  if (memberships.has(key)) return true;
  const { rowCount } = await pool.query({ name: 'membership', text: 'SELECT 1 FROM members WHERE room_id = $1 AND user_id = $2', values: [roomId, id] });
  if (rowCount === 1) memberships.add(key);
  return rowCount === 1;
}

type Acknowledge = (answer: object) => void;

namespace.on('connection', (socket) => {
  const answering = (acknowledge: Acknowledge, work: (user: User) => Promise<object>) => {
    const user = users.get(socket);
    const answer = user ? work(user) : Promise.resolve({ ok: false });
    answer.then(acknowledge, (error: unknown) => {
      console.error(error);
      acknowledge({ ok: false });
    });
  };
  socket.on('room:join', ({ roomId }: { roomId: string }, acknowledge: Acknowledge) =>
    answering(acknowledge, async (user) => {
      if (!(await isMember(user, roomId))) return { ok: false };
      await socket.join(roomId);
      return { ok: true };
    }),
  );
  socket.on('message:send', ({ roomId, clientMessageId, text }: { roomId: string; clientMessageId: string; text: string }, acknowledge: Acknowledge) =>
    answering(acknowledge, async (user) => {
      if (!(await isMember(user, roomId))) return { ok: false };
      const { rows } = await pool.query<{ id: string; at: Date }>({
        name: 'add-message',
        text: 'INSERT INTO messages (room_id, sender_id, text) VALUES ($1, $2, $3) RETURNING id, sent_at AS at',
        values: [roomId, user.id, text],
      });
      const seq = Number(rows[0]?.id);
      namespace.to(roomId).emit('room:event', { roomId, seq, type: 'message.created', actorId: user.id, at: rows[0]?.at, data: { messageId: rows[0]?.id, clientMessageId, text } });
      return { ok: true, seq, messageId: rows[0]?.id };
    }),
  );
});

server.listen(settings.port, '127.0.0.1');
process.once('SIGTERM', () => void io.close().then(() => pool.end()));
