import type { PresenceState } from '../../domain/presence';
import type { Connection } from '../connection';

/** One connection that watches one person, and what it was told last. */
export interface Watch {
  readonly connection: Connection;
  readonly personId: string;
  told: PresenceState;
}

export interface WatchedPerson {
  isOnline: boolean;
  /** They were missed once, though nobody said that they went. */
  isDoubted: boolean;
  readonly watches: Map<Connection, Watch>;
}

/** Who watches whom over this server's connections. */
export interface Watches {
  people: ReadonlyMap<string, WatchedPerson>;
  /** Has a connection watch these people and nobody else. */
  replace(connection: Connection, personIds: readonly string[]): Watch[];
  /** Those in which one of these people is watched, or watches. */
  concerning(personIds: ReadonlySet<string>): Watch[];
  isOpen(watch: Watch): boolean;
}

export function createWatches(): Watches {
  const people = new Map<string, WatchedPerson>();
  const byConnection = new Map<Connection, Map<string, Watch>>();
  /** The connections of those who watch anybody. */
  const byViewer = new Map<string, Set<Connection>>();

  function end(connection: Connection, personId: string): void {
    const person = people.get(personId);
    person?.watches.delete(connection);
    if (person?.watches.size === 0) people.delete(personId);
  }

  return {
    people,
    replace(connection, personIds) {
      const before = byConnection.get(connection) ?? new Map<string, Watch>();
      const after = new Map<string, Watch>();
      for (const personId of personIds) {
        const watch = before.get(personId) ?? { connection, personId, told: 'offline' };
        const person = people.get(personId) ?? { isOnline: false, isDoubted: false, watches: new Map<Connection, Watch>() };
        person.watches.set(connection, watch);
        people.set(personId, person);
        after.set(personId, watch);
      }
      for (const personId of before.keys()) if (!after.has(personId)) end(connection, personId);
      const viewerId = connection.viewer.id;
      const own = byViewer.get(viewerId) ?? new Set<Connection>();
      if (after.size > 0) {
        byConnection.set(connection, after);
        byViewer.set(viewerId, own.add(connection));
      } else {
        byConnection.delete(connection);
        own.delete(connection);
        if (own.size === 0) byViewer.delete(viewerId);
      }
      return [...after.values()];
    },
    concerning(personIds) {
      const found = new Set<Watch>();
      for (const personId of personIds) {
        for (const watch of people.get(personId)?.watches.values() ?? []) found.add(watch);
        for (const connection of byViewer.get(personId) ?? []) for (const watch of byConnection.get(connection)?.values() ?? []) found.add(watch);
      }
      return [...found];
    },
    isOpen: (watch) => byConnection.get(watch.connection)?.get(watch.personId) === watch,
  };
}
