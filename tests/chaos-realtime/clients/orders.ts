/** One person with an account, and the rooms that they are in. */
export interface Person {
  id: string;
  token: string;
  /** The first is a small one, the last is everybody's. */
  rooms: readonly string[];
}

/** What a process with clients is asked to do. */
export type Order =
  /** Everybody connects, goes on where the journal ends, and begins to chat. */
  | { do: 'begin'; url: string; journal: string; seed: number; people: readonly Person[] }
  /** Nobody does anything new; what is under way goes on. */
  | { do: 'calm' }
  /** Tells how far everybody is from these heads. */
  | { do: 'report'; heads: Readonly<Record<string, number>> };

/** The answer to each. */
export interface Report {
  /** Messages that are not acknowledged yet, and questions that are not answered. */
  unsettled: number;
  /** Whose log of which room has not come to its head. */
  behind: string[];
  connected: number;
}
