import type { Core } from '@strapi/strapi';
import { createPump, findEnded, findEndedStaff, type Pump, type SessionEndReason } from '#kernel';
import { endSession, type Connection } from './connection';

const POLL_MS = 500;
/** So long after its token a connection may still be given a new one. */
const GRACE_MS = 25_000;

/**
 * Ends connections whose sign-in has ended, whoever ended it and on whichever server: one query for all of them, twice a
 * second. And those whose token has expired and was not replaced.
 */
export function watchSessions(strapi: Core.Strapi, connections: ReadonlyMap<string, Connection>): Pump {
  return createPump({
    pollIntervalMs: POLL_MS,
    onError: (error) => strapi.log.warn('Sessions of open sockets could not be checked; trying again.', { error }),
    async pass() {
      const latest = Date.now() - GRACE_MS;
      for (const connection of [...connections.values()]) if (connection.tokenEndsAtMs < latest) endSession(connection, 'expired');
      const all = [...connections.values()];
      const ended = await Promise.all([endedUsers(strapi, all.filter(({ staff }) => !staff)), endedStaff(strapi, all)]);
      for (const [connection, code] of ended.flat()) endSession(connection, code);
      return false;
    },
  });
}

type Ended = [Connection, SessionEndReason][];

async function endedUsers(strapi: Core.Strapi, connections: readonly Connection[]): Promise<Ended> {
  const holders = new Map(connections.map(({ sessionId, viewer }) => [sessionId, { sessionId, userId: viewer.id }]));
  if (holders.size === 0) return [];
  const reasons = await findEnded(strapi, [...holders.values()]);
  const ended: Ended = [];
  for (const connection of connections) {
    // Of the session that it has now: it may have been given another token meanwhile.
    const code = reasons.get(connection.sessionId);
    if (code !== undefined) ended.push([connection, code]);
  }
  return ended;
}

async function endedStaff(strapi: Core.Strapi, connections: readonly Connection[]): Promise<Ended> {
  const holders = connections.flatMap((connection) => (connection.staff ? [{ ...connection.staff, sessionId: connection.sessionId, connection }] : []));
  const ended: Ended = [];
  for (const [{ connection, sessionId }, code] of await findEndedStaff(strapi, holders)) {
    if (connection.sessionId === sessionId) ended.push([connection, code]);
  }
  return ended;
}
