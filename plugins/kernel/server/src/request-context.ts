import { AsyncLocalStorage } from 'node:async_hooks';

/** Who acts: a user of the API, a person of the staff, or the system itself. */
export type Actor = { type: 'user' | 'staff'; id: string } | { type: 'system'; id: string };

export interface RequestContext {
  /** Comes with the request or is made for it; goes back as `X-Request-Id` and into every event, job and log line. */
  requestId: string;
  actor: Actor;
  /** The client's address, correct behind the configured proxy. */
  ip?: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

export const requestContext = {
  run: <T>(context: RequestContext, work: () => T): T => storage.run(context, work),
  get: (): RequestContext | undefined => storage.getStore(),
  /** Names who acts, once authentication knows. */
  setActor(actor: Actor) {
    const context = storage.getStore();
    if (context) context.actor = actor;
  },
  actor: (): Actor => storage.getStore()?.actor ?? { type: 'system', id: 'system' },
};

export const actorText = ({ type, id }: Actor): string => `${type}:${id}`;
