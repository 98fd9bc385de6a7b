import type { Core } from '@strapi/strapi';
import { clock, createPump } from '#kernel';
import { createAttendance, isBelieved, type PresenceState } from '../../domain/presence';
import { onVisibilityChanged, setFindOnline, shownStates } from '../../services/presence';
import { onRoomAnnounced } from '../../services/rooms/announce';
import type { Connection } from '../connection';
import { isSlow } from '../slow-readers';
import type { SharedPresence } from './shared-presence';
import { createWatches, type Watch } from './watches';

/** Shows people to each other: whoever is connected here, and what is known of other servers. */
export interface PresenceBoard {
  arrived(connection: Connection): void;
  left(connection: Connection): void;
  /** Has a connection watch these people in the place of those before. @returns what it is shown now. */
  watch(connection: Connection, personIds: readonly string[]): Promise<Record<string, PresenceState>>;
  /** Somebody came or went, or may be seen by others than before: here, or as another server says. */
  lookAgain(personIds: readonly string[]): void;
  /** Redis is back, perhaps empty: says again who is here. */
  sayAgain(): void;
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 1_000;
/** How often servers say who is there, and look whether somebody is gone without a word. */
const KEEP_EVERY_MS = 10_000;
/** How often servers say that they live, and look whether others still do. */
const PULSE_EVERY_MS = 2_000;
/** A Redis that has just come back knows of no server until each has said that it lives: nobody is missed so long. */
const SETTLES_WITHIN_MS = 10_000;

export function createPresenceBoard(strapi: Core.Strapi, shared: SharedPresence | undefined, tellOthers: (personIds: readonly string[]) => void): PresenceBoard {
  const attendance = createAttendance();
  const watches = createWatches();
  const asked = new Set<string>();
  const arrivals = new Set<string>();
  let keptAtMs = performance.now();
  let pulsedAtMs = -Infinity;
  let isBackSinceMs = -Infinity;
  /** A server is missed, and its people with it; they are gone if they are missed once more. */
  let isMissed = false;

  async function findOnline(personIds: readonly string[]): Promise<ReadonlySet<string>> {
    const unknown = personIds.filter((personId) => !attendance.isHere(personId));
    const elsewhere = shared && unknown.length > 0 ? await shared.elsewhere(unknown) : new Set<string>();
    // Again: somebody may have come while others were asked.
    return new Set(personIds.filter((personId) => attendance.isHere(personId) || elsewhere.has(personId)));
  }

  /** Says who came, who went, and now and then who is there. First to the store, then to the servers that look into it. */
  async function say(): Promise<void> {
    const gone = attendance.takeGone(performance.now());
    const isDue = performance.now() - keptAtMs >= KEEP_EVERY_MS;
    const here = isDue ? attendance.everybody() : [...arrivals].filter(attendance.isHere);
    arrivals.clear();
    for (const personId of gone) asked.add(personId);
    if (shared) {
      // A word that is not taken is said again in ten seconds, or grows old by itself.
      await Promise.allSettled([shared.keep(here), shared.drop(gone)]);
      const changed = isDue ? gone : [...here, ...gone];
      if (changed.length > 0) tellOthers(changed);
      await pulse(shared);
    }
    if (isDue) {
      keptAtMs = performance.now();
      await lookAtEverybody();
    }
  }

  /** Says that this server lives, and looks at everybody, twice, when another does so no longer. */
  async function pulse(store: SharedPresence): Promise<void> {
    if (performance.now() - pulsedAtMs < PULSE_EVERY_MS) return;
    pulsedAtMs = performance.now();
    // Where Redis is away, nobody is said to have died.
    const hasDied = await store.pulse().catch(() => false);
    if (pulsedAtMs - isBackSinceMs < SETTLES_WITHIN_MS) return;
    const isSecond = isMissed;
    isMissed = hasDied;
    if (hasDied || isSecond) await lookAtEverybody();
  }

  async function lookAtEverybody(): Promise<void> {
    const online = await findOnline([...watches.people.keys()]);
    for (const [personId, person] of watches.people) if (isBelieved(person, online.has(personId))) asked.add(personId);
  }

  async function show(concerned: readonly Watch[]): Promise<void> {
    const people = [...new Set(concerned.map(({ personId }) => personId))];
    const online = await findOnline(people);
    for (const personId of people) {
      const person = watches.people.get(personId);
      if (person) Object.assign(person, { isOnline: online.has(personId), isDoubted: false });
    }
    const states = await shownStates(strapi, concerned.map(({ connection, personId }) => [connection.viewer.id, personId]), online);
    const at = clock.now().toISOString();
    concerned.forEach((watch, index) => {
      const state = states[index] ?? 'offline';
      if (state === watch.told || !watches.isOpen(watch)) return;
      // Whoever does not keep up has more important things to read; they are told when they have.
      if (isSlow(watch.connection)) asked.add(watch.personId);
      else {
        watch.told = state;
        watch.connection.socket.emit('presence', { userId: watch.personId, state, at });
      }
    });
  }

  const pump = createPump({
    pollIntervalMs: LOOK_EVERY_MS,
    onError: (error) => strapi.log.warn('Who is online could not be looked up; trying again.', { error }),
    async pass() {
      await say();
      const concerned = new Set(asked);
      asked.clear();
      try {
        await show(watches.concerning(concerned));
      } catch (error) {
        for (const personId of concerned) asked.add(personId);
        throw error;
      }
      return false;
    },
  });

  const board: PresenceBoard = {
    arrived({ viewer }) {
      if (viewer.kind !== 'user' || !attendance.arrive(viewer.id)) return;
      arrivals.add(viewer.id);
      board.lookAgain([viewer.id]);
    },
    left(connection) {
      watches.replace(connection, []);
      if (connection.viewer.kind === 'user') attendance.leave(connection.viewer.id, performance.now());
    },
    async watch(connection, personIds) {
      const people = [...new Set(personIds)];
      // Whoever has gone meanwhile would be kept for ever.
      if (!connection.socket.connected) return {};
      const own = watches.replace(connection, people);
      const states = await shownStates(strapi, people.map((personId) => [connection.viewer.id, personId]), await findOnline(people));
      own.forEach((watch, index) => (watch.told = states[index] ?? 'offline'));
      // Whoever came or went while we looked is told of by itself, behind this answer.
      board.lookAgain(people);
      return Object.fromEntries(own.map(({ personId, told }) => [personId, told]));
    },
    lookAgain(personIds) {
      for (const personId of personIds) asked.add(personId);
      pump.wake();
    },
    sayAgain() {
      isBackSinceMs = performance.now();
      pulsedAtMs = -Infinity;
      for (const personId of attendance.everybody()) arrivals.add(personId);
      pump.wake();
    },
    stop: () => pump.stop(),
  };
  setFindOnline(strapi, findOnline);
  // Other servers hear of it as of an announcement.
  onRoomAnnounced(strapi, (personIds) => board.lookAgain(personIds));
  onVisibilityChanged(strapi, (personIds) => {
    board.lookAgain(personIds);
    tellOthers(personIds);
  });
  pump.start();
  return board;
}
