import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import jwt from 'jsonwebtoken';
import type { Database } from '../cluster.ts';
import { launchMangrove } from '../contenders/mangrove.ts';
import { register } from '../contenders/sign-in.ts';
import { freePort } from '../ports.ts';
import { startServer, type ServerProcess } from '../server-process.ts';

export interface ChatContender {
  name: string;
  server: ServerProcess;
  /** Of people who are all members of the room. */
  tokens: readonly string[];
  roomId: string;
  /** As many rooms of the same people more. @returns their ids. */
  addRooms(count: number): Promise<string[]>;
}

export interface ChatGround {
  /** For logs. */
  folder: string;
  /** Must be there; nobody pays. */
  paystackBaseUrl: string;
}

const PEER = fileURLToPath(new URL('../peers/express/', import.meta.url));
/** Clients share these people, as somebody's devices do. */
const PEOPLE = 10;

/** Limits against floods, out of the way: the peer has none, and all clients come from one address. */
const WITHOUT_LIMITS = { REALTIME_CONNECTIONS_PER_ADDRESS: '1000000', REALTIME_EVENTS_PER_SECOND: '1000000', REGISTER_LIMIT_PER_ADDRESS: '1000', ACCESS_TOKEN_SECONDS: '86400', ROOMS_PER_PERSON_MAX: '100000' };

export async function startMangroveChat(ground: ChatGround, database: Database, name = 'Mangrove'): Promise<ChatContender> {
  const { server } = await launchMangrove(ground, database, [], WITHOUT_LIMITS);
  const tokens: string[] = [];
  for (let number = 1; number <= PEOPLE; number += 1) tokens.push(await register(server.url, `chatter-${number}`));
  const { rows } = await database.pool.query<{ id: string }>(`SELECT document_id AS id FROM up_users WHERE username LIKE 'chatter-%' ORDER BY id`);
  const addRoom = async (): Promise<string> => {
    const response = await fetch(`${server.url}/api/rooms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens[0] ?? ''}` },
      body: JSON.stringify({ kind: 'group', memberIds: rows.slice(1).map(({ id }) => id) }),
    });
    const body = (await response.json()) as { data?: { roomId: string } };
    if (!body.data) throw new Error(`The room was not made: ${response.status} ${JSON.stringify(body)}`);
    return body.data.roomId;
  };
  const addRooms = async (count: number): Promise<string[]> => {
    const roomIds: string[] = [];
    while (roomIds.length < count) roomIds.push(await addRoom());
    return roomIds;
  };
  return { name, server, tokens, roomId: await addRoom(), addRooms };
}

/** The hand-written peer with a bare Socket.IO. */
export async function startExpressChat({ folder, paystackBaseUrl }: ChatGround, { pool, url }: Database): Promise<ChatContender> {
  for (const file of ['schema.sql', 'realtime.sql']) await pool.query(await readFile(path.join(PEER, file), 'utf8'));
  await pool.query(`INSERT INTO users (email) SELECT 'chatter-' || i || '@example.com' FROM generate_series(1, ${PEOPLE}) AS i ORDER BY i`);
  await pool.query(`INSERT INTO sessions (id, user_id) SELECT 'session-' || id, id FROM users`);
  await pool.query(`INSERT INTO rooms VALUES ('room')`);
  await pool.query(`INSERT INTO members SELECT 'room', id FROM users`);
  const jwtSecret = randomBytes(32).toString('hex');
  const server = await startServer({
    name: 'Express',
    args: ['realtime.ts'],
    cwd: PEER,
    port: await freePort(),
    env: { DATABASE_URL: url, JWT_SECRET: jwtSecret, PAYSTACK_SECRET_KEY: 'sk_test_unused', PAYSTACK_BASE_URL: paystackBaseUrl, DATA_MASTER_KEY: randomBytes(32).toString('base64') },
    readyPath: '/health',
    logFile: path.join(folder, 'express.log'),
  });
  const tokens = Array.from({ length: PEOPLE }, (_, index) => jwt.sign({ sid: `session-${index + 1}` }, jwtSecret, { algorithm: 'HS256', expiresIn: '1d' }));
  const addRooms = async (count: number): Promise<string[]> => {
    const { rows } = await pool.query<{ id: string }>(`INSERT INTO rooms SELECT 'room-' || i FROM generate_series(1, $1::int) AS i RETURNING id`, [count]);
    await pool.query(`INSERT INTO members SELECT room.id, users.id FROM rooms AS room, users WHERE room.id <> 'room'`);
    return rows.map(({ id }) => id);
  };
  return { name: 'Express', server, tokens, roomId: 'room', addRooms };

}
