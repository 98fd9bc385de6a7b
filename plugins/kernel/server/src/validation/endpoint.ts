import type { z } from '@strapi/utils';
import type { ErrorDeclaration } from '../errors';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Shapes {
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
}

/** Everything about one route of the content API: what it takes, what it answers, how it fails. Enforced and published. */
export interface Endpoint<S extends Shapes = Shapes> {
  /** `operationId` of the OpenAPI document, e.g. `createPayment`. */
  id: string;
  method: Method;
  /** Without the prefix `/api`; parameters as `:name`. */
  path: string;
  /** Heading in the OpenAPI document, e.g. `Payments`. */
  tag: string;
  summary: string;
  description?: string;
  request: S;
  /** For an upload: what the bytes of its body are. They are not read before the handler does. */
  upload?: string;
  /** For a form with one file: what its bytes are, and its other fields. The handler reads it as it comes, and checks it. */
  form?: { file: string; fields: z.ZodType };
  /** The body of each success by status; `null` where there is none, `bytes` for a file. */
  responses: Readonly<Record<number, z.ZodType | 'bytes' | null>>;
  /** The errors that are particular to this route; those of every route are added. */
  errors: readonly ErrorDeclaration[];
  /** `public` needs no token; `user` needs a signed-in user whose role allows the action. */
  access: 'public' | 'user';
  /** Whether the header `Idempotency-Key` is taken, and whether it must be there. */
  idempotencyKey?: 'optional' | 'required';
}

type Out<T> = T extends z.ZodType ? z.output<T> : undefined;
/** What a controller gets: the parts of the request, parsed. */
export type Input<S extends Shapes> = { params: Out<S['params']>; query: Out<S['query']>; body: Out<S['body']> };

const declared = new Map<string, Endpoint>();

/**
 * Declares a route of the content API.
 *
 * @throws Error at start-up when two endpoints share an id or an address.
 */
export function defineEndpoint<const S extends Shapes>(endpoint: Endpoint<S>): Endpoint<S> {
  const address = addressOf(endpoint);
  for (const other of declared.values()) {
    if (other.id === endpoint.id || addressOf(other) === address) throw new Error(`The endpoint ${endpoint.id} (${address}) is declared twice.`);
  }
  declared.set(endpoint.id, endpoint);
  return endpoint;
}

/** `POST /payments/:id/sync` */
export const addressOf = ({ method, path }: Pick<Endpoint, 'method' | 'path'>): string => `${method} ${path}`;

/** Every declared endpoint: the source of the OpenAPI document. */
export const endpointCatalogue = (): Endpoint[] =>
  [...declared.values()].sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
