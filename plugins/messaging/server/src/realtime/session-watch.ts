import type { Core } from '@strapi/strapi';
import { createPump, findEnded, type Pump } from '#kernel';
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
      const holders = new Map([...connections.values()].map(({ sessionId, viewer }) => [sessionId, { sessionId, userId: viewer.id }]));
      if (holders.size === 0) return false;
      const ended = await findEnded(strapi, [...holders.values()]);
      if (ended.size === 0) return false;
      for (const connection of [...connections.values()]) {
        const code = ended.get(connection.sessionId);
        if (code !== undefined) endSession(connection, code);
      }
      return false;
    },
  });
}
