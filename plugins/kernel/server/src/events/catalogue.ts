import type { z } from '@strapi/utils';

declare global {
  /** Every event and its payload. A plugin adds its own beside their declaration: `interface MangroveEvents extends EventsOf<typeof …> {}`. */
  interface MangroveEvents {}
}

export interface EventDeclaration<S extends z.ZodType = z.ZodType> {
  /** When it happens, in one sentence, for the reference page. */
  when: string;
  /** The payload: ids and facts, never a secret and no personal data. JSON-safe. */
  payload: S;
}

export type EventDeclarations = Record<string, EventDeclaration>;
export type EventsOf<D extends EventDeclarations> = { [K in keyof D]: z.output<D[K]['payload']> };
export type EventType = keyof MangroveEvents & string;

const declared = new Map<string, EventDeclaration>();

/**
 * Declares events: `noun.pastVerb`, each with its meaning and the shape of its payload.
 *
 * @throws Error at start-up for a malformed or repeated name.
 */
export function defineEvents<const D extends EventDeclarations>(declarations: D): D {
  for (const [type, declaration] of Object.entries(declarations)) {
    if (!/^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/.test(type)) throw new Error(`"${type}" is no event name such as "payment.succeeded".`);
    if (declared.has(type)) throw new Error(`The event "${type}" is declared twice.`);
    declared.set(type, declaration);
  }
  return declarations;
}

/** @throws Error for an event that nobody declared. */
export function declarationOf(type: string): EventDeclaration {
  const declaration = declared.get(type);
  if (!declaration) throw new Error(`The event "${type}" is not declared.`);
  return declaration;
}

/** Every declared event, by name: the source of the reference page. */
export const eventCatalogue = (): [string, EventDeclaration][] => [...declared].sort(([a], [b]) => a.localeCompare(b));
