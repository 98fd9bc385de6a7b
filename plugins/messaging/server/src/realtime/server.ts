import type { Core } from '@strapi/strapi';
import { Server } from 'socket.io';
import { createPump, kernel } from '#kernel';
import { messagingConfig } from '../config';
import { feed } from '../services/log/feed';
import { forgetViewer } from '../services/tickets/viewers';
import { createAdmission } from './admission';
import { createAuthenticate, refuseNamespace } from './authenticate';
import { watchBans } from './ban-watch';
import { callerOf } from './caller';
import { alone, joinCluster } from './cluster/cluster';
import { channelOfPerson, type Connection, type RealtimeSocket } from './connection';
import { createDispatch } from './dispatch';
import { followDesk } from './desk';
import { sendElsewhere } from './drain';
import { emitEvents } from './emit';
import { createEngine, terminate } from './engine-edge';
import { createFloods } from './floods';
import { announceHeads } from './heads';
import { openNamespaces, type NamespaceName } from './namespaces';
import { createPresenceBoard } from './presence/board';
import { watchSessions } from './session-watch';
import { cutSlowReaders } from './slow-readers';
import { untrackWhenEmpty } from './subscriptions';
import { takeUpgrades } from './upgrade';

/** A connection that has entered no namespace by then is closed. */
const ENTER_WITHIN_MS = 5_000;

export interface RealtimeServer {
  stop(): Promise<void>;
}

/** Serves Socket.IO on Strapi's own port. Called once everything behind it is there. */
export function startRealtime(strapi: Core.Strapi): RealtimeServer {
  const { sweepMs, redisUrl, ...limits } = messagingConfig(strapi).realtime;
  const engine = createEngine();
  // Our own clock cuts who enters nothing: that of Socket.IO waits for half a minute for the answer of a peer that does not answer.
  const io = new Server({ serveClient: false, connectTimeout: 2 * ENTER_WITHIN_MS });
  const namespaces = openNamespaces(io);
  const connections = new Map<string, Connection>();
  const desk = followDesk(strapi, namespaces.staff);
  const floods = createFloods(limits);
  const authenticate = createAuthenticate(strapi);
  const dispatch = createDispatch(strapi, floods, (connection) => callerOf(strapi, connection, { board, desk }));
  const entered = new WeakSet<object>();

  io.of('/').use(refuseNamespace);
  const onConnection = (socket: RealtimeSocket) => {
    const connection = authenticate.connectionOf(socket);
    if (!connection) {
      // Only if the middleware above were taken out: nobody comes in that it has not let in.
      socket.disconnect(true);
      return;
    }
    connections.set(socket.id, connection);
    entered.add(socket.conn);
    void socket.join(channelOfPerson(connection.viewer.id));
    // Never calls `next`: no listener is looked up by a name that came from outside, `error` included.
    socket.use((packet) => dispatch(connection, packet));
    socket.on('error', () => socket.disconnect(true));
    socket.on('disconnect', () => {
      connections.delete(socket.id);
      board.left(connection);
      if (connection.viewer.kind !== 'staff') return;
      forgetViewer(strapi, socket.id).catch((error: unknown) => strapi.log.warn('Who left a ticket is still shown there for a moment.', { error }));
    });
    board.arrived(connection);
  };
  for (const name of ['users', 'staff'] satisfies NamespaceName[]) {
    namespaces[name].use(authenticate.middleware(name));
    namespaces[name].on('connection', onConnection);
  }
  engine.on('connection', (conn) => {
    floods.watch(conn, () => entered.has(conn));
    const timer = setTimeout(() => entered.has(conn) || terminate(conn), ENTER_WITHIN_MS).unref();
    conn.once('close', () => clearTimeout(timer));
  });

  untrackWhenEmpty(strapi, namespaces);
  const sockets = emitEvents(strapi, namespaces, connections);
  const hearers = { ...sockets, desk: () => desk.wake(), lookAgain: (personIds: readonly string[]) => board.lookAgain(personIds), isBack: () => board.sayAgain() };
  const cluster = redisUrl === undefined ? alone : joinCluster(strapi, redisUrl, hearers);
  const board = createPresenceBoard(strapi, cluster.presence, cluster.tellPresence);
  const stopHeads = announceHeads(strapi, namespaces, connections);
  const stopCutting = cutSlowReaders(strapi, connections);
  const sessions = watchSessions(strapi, connections);
  const bans = watchBans(strapi, connections);
  const sweep = createPump({
    pollIntervalMs: sweepMs,
    onError: (error) => strapi.log.warn('Rooms could not be compared with their logs; trying again.', { error }),
    pass: async () => feed(strapi).sweep().then(() => false),
  });
  io.bind(engine);
  const stopTaking = takeUpgrades(strapi, engine, createAdmission(strapi));
  kernel(strapi).onDrain((timeoutMs) => sendElsewhere(connections, timeoutMs));
  sessions.start();
  bans.start();
  sweep.start();
  desk.start();

  return {
    async stop() {
      stopTaking();
      stopHeads();
      stopCutting();
      engine.close();
      await Promise.all([sessions.stop(), bans.stop(), sweep.stop(), desk.stop()]);
      await board.stop();
      cluster.stop();
    },
  };
}
