import { parseArgs } from 'node:util';
import { readSeed } from '../chaos/random.ts';

export const PARTS = ['cuts', 'servers', 'redis', 'postgres', 'clients', 'rolling'] as const;
export type Part = (typeof PARTS)[number];

/** How much of everything; the kinds are the same in both. */
export interface Plan {
  people: number;
  clientProcesses: number;
  /** How often each is killed. */
  disasters: Record<Exclude<Part, 'cuts' | 'rolling'>, number>;
}

const FULL: Plan = { people: 200, clientProcesses: 4, disasters: { servers: 5, redis: 2, postgres: 1, clients: 1 } };
/** A minute or two. */
const QUICK: Plan = { people: 40, clientProcesses: 2, disasters: { servers: 2, redis: 1, postgres: 1, clients: 1 } };

export interface Options {
  plan: Plan;
  seed: number;
  has(part: Part): boolean;
}

/** @throws Error with a sentence for what it does not know. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({ args: [...args], options: { quick: { type: 'boolean', default: false }, seed: { type: 'string' }, only: { type: 'string' } } });
  const only = values.only?.split(',') ?? PARTS;
  const unknown = only.find((name) => !(PARTS as readonly string[]).includes(name));
  if (unknown !== undefined) throw new Error(`There is no part "${unknown}"; there are ${PARTS.join(', ')}.`);
  const has = (part: Part) => only.includes(part);
  const plan = values.quick ? QUICK : FULL;
  const times = (part: keyof Plan['disasters']) => (has(part) ? plan.disasters[part] : 0);
  const disasters = { servers: times('servers'), redis: times('redis'), postgres: times('postgres'), clients: times('clients') };
  return { plan: { ...plan, disasters }, seed: readSeed(values.seed), has };
}
