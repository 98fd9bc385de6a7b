import type { Core } from '@strapi/strapi';
import { z } from '@strapi/utils';
import { addressKey, clientAddress, Unauthenticated } from '#kernel';
import { messagingConfig } from '../config';
import { NamespaceUnknown } from '../errors';
import { banned } from '../services/moderation/standing';
import { accessToken } from '../wire/session';
import { refused } from './acknowledgement';
import type { Connection, RealtimeSocket } from './connection';
import { connOf, terminate } from './engine-edge';
import { holderOf } from './holder';
import type { NamespaceName } from './namespaces';
import { hasPollutingKey } from './polluting-key';

type Next = (error?: Error) => void;

const handshake = z.strictObject({ token: accessToken });

/** `connect_error` of the client, with the code in `data`. */
const asConnectError = (error: unknown): Error => {
  const { code, message } = refused(error).answer;
  return Object.assign(new Error(message), { data: { code, message } });
};

/** The namespace that clients enter when they name none. */
export const refuseNamespace = (_socket: unknown, next: Next): void => next(asConnectError(new NamespaceUnknown()));

/** Lets signed-in people in, by the token of the handshake alone. */
export function createAuthenticate(strapi: Core.Strapi) {
  const { trustedProxies } = messagingConfig(strapi).realtime;
  const connections = new WeakMap<RealtimeSocket, Connection>();
  const entering = new WeakSet<object>();

  async function enter(socket: RealtimeSocket, namespace: NamespaceName): Promise<void> {
    const parsed = handshake.safeParse(socket.handshake.auth);
    if (!parsed.success || hasPollutingKey(socket.handshake.auth)) throw new Unauthenticated();
    const { token } = parsed.data;
    const holder = await holderOf(strapi, namespace, token);
    const bannedUntil = (await banned(strapi, [holder.viewer.id])).get(holder.viewer.id);
    const address = clientAddress(socket.request, trustedProxies);
    connections.set(socket, { socket, address, addressKey: addressKey(address), token, bannedUntil, ticketRooms: new Set(), underWay: 0, ...holder });
  }

  return {
    /** Set once the socket has been let in. */
    connectionOf: (socket: RealtimeSocket): Connection | undefined => connections.get(socket),
    middleware: (namespace: NamespaceName) => (socket: RealtimeSocket, next: Next): void => {
      const conn = connOf(socket);
      // One person a connection: a second try on the same one would be another socket on the same wire.
      if (entering.has(conn)) {
        terminate(conn);
        return;
      }
      entering.add(conn);
      enter(socket, namespace).then(
        () => next(),
        (error: unknown) => {
          if (refused(error).isOurs) strapi.log.error('A connection could not be authenticated.', { error });
          entering.delete(conn);
          next(asConnectError(error));
        },
      );
    },
  };
}
