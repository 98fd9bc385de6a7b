import type { DefaultEventsMap, Namespace, Server } from 'socket.io';
import type { Viewer } from '../domain/person';
import type { ServerToClient } from './server-events';

/** Users come in with an access token of the API, staff with one of the admin panel; neither is let in with the other's. */
export type NamespaceName = 'users' | 'staff';

export type RealtimeNamespace = Namespace<DefaultEventsMap, ServerToClient>;
export type Namespaces = Readonly<Record<NamespaceName, RealtimeNamespace>>;

export const namespaceOf = ({ kind }: Viewer): NamespaceName => (kind === 'user' ? 'users' : 'staff');

export const openNamespaces = (io: Server): Namespaces => ({ users: io.of('/users'), staff: io.of('/staff') });

export const all = ({ users, staff }: Namespaces): RealtimeNamespace[] => [users, staff];

/** Those in which some socket of this server is in one of the channels: for nobody else anything is encoded. */
export const hearing = (namespaces: Namespaces, channels: readonly string[]): RealtimeNamespace[] =>
  all(namespaces).filter(({ adapter }) => channels.some((channel) => adapter.rooms.has(channel)));
