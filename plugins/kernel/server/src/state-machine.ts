import { IllegalTransition } from './errors';

export interface StateMachine<S extends string> {
  readonly name: string;
  readonly initial: S;
  readonly transitions: Readonly<Record<S, readonly S[]>>;
  readonly states: readonly S[];
  can(from: S, to: S): boolean;
  /** @throws IllegalTransition when the step is not declared. */
  assert(from: S, to: S): void;
  /** The states from which `to` can be reached in one step: the WHERE of a compare-and-set. */
  sourcesOf(to: S): S[];
  isFinal(state: S): boolean;
}

/** The allowed steps of a machine as SQL, `('a', 'b'), …`, so that the database and the code read the same declaration. */
export const stepsOf = <S extends string>({ states, transitions }: StateMachine<S>): string =>
  states.flatMap((from) => transitions[from].map((to) => `('${from}', '${to}')`)).join(', ');

/**
 * Declares a state machine as data. Checked as soon as the file is loaded, so a machine with an unknown or an
 * unreachable state never starts.
 *
 * @throws Error naming the machine and the state that is unknown or unreachable.
 */
export function defineMachine<S extends string>(
  name: string,
  initial: NoInfer<S>,
  transitions: Record<S, readonly NoInfer<S>[]>,
): StateMachine<S> {
  const states = Object.keys(transitions) as S[];
  const known = new Set<string>(states);
  for (const from of states) {
    for (const to of transitions[from]) {
      if (!known.has(to)) throw new Error(`The machine "${name}" leads from "${from}" to the unknown state "${to}".`);
    }
  }
  const reached = new Set<S>([initial]);
  for (const state of reached) for (const to of transitions[state] ?? []) reached.add(to);
  const unreachable = states.filter((state) => !reached.has(state));
  if (!known.has(initial)) throw new Error(`The machine "${name}" starts in the unknown state "${initial}".`);
  if (unreachable.length > 0) throw new Error(`The machine "${name}" never reaches: ${unreachable.join(', ')}.`);

  const can = (from: S, to: S) => transitions[from]?.includes(to) ?? false;
  return {
    name,
    initial,
    transitions,
    states,
    can,
    assert(from, to) {
      if (!can(from, to)) throw new IllegalTransition({ machine: name, from, to });
    },
    sourcesOf: (to) => states.filter((from) => can(from, to)),
    isFinal: (state) => transitions[state].length === 0,
  };
}
