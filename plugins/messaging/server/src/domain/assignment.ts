/**
 * How tickets find their agents. All of them keep to capacities; only by hand can somebody be given more.
 *
 * - `manual`: not by themselves.
 * - `round_robin`: to whoever has waited longest for one.
 * - `least_loaded`: to whoever has the least of what they can take.
 */
export const ASSIGNMENT_STRATEGIES = ['manual', 'round_robin', 'least_loaded'] as const;
export type AssignmentStrategy = (typeof ASSIGNMENT_STRATEGIES)[number];

/** Somebody who answers tickets. */
export interface Agent {
  staffId: string;
  /** Whose tickets they take beside those that are nobody's; `null` takes only the latter. */
  team: string | null;
  /** How many open tickets they can have. */
  capacity: number;
  /** How many they have. */
  load: number;
  lastAssignedAt: Date | null;
  /** Their account works, and they are not away. */
  isAvailable: boolean;
}

export interface AssignableTicket {
  team: string | null;
  /** Who must not get it: whoever it is taken away from. */
  except?: string | null;
}

/** Whether somebody may be given a ticket without anybody asking. */
const canTake = ({ staffId, team, capacity, load, isAvailable }: Agent, ticket: AssignableTicket): boolean =>
  isAvailable && load < capacity && staffId !== ticket.except && (ticket.team === null || ticket.team === team);

const waitedLonger = (one: Agent, other: Agent): number =>
  (one.lastAssignedAt?.getTime() ?? 0) - (other.lastAssignedAt?.getTime() ?? 0) || (one.staffId < other.staffId ? -1 : 1);

/** By the part of the capacity that is used: ten of twenty is as much as one of two. */
const lessLoaded = (one: Agent, other: Agent): number => one.load * other.capacity - other.load * one.capacity || waitedLonger(one, other);

/** Who gets a ticket; `undefined` where nobody has room for it. */
export function chooseAgent(agents: readonly Agent[], ticket: AssignableTicket, strategy: AssignmentStrategy): string | undefined {
  if (strategy === 'manual') return undefined;
  const [first] = agents.filter((agent) => canTake(agent, ticket)).sort(strategy === 'round_robin' ? waitedLonger : lessLoaded);
  return first?.staffId;
}
