import { IDEMPOTENCY_TTL_HOURS } from '../idempotency/store';
import type { Endpoint } from '../validation/endpoint';
import type { JsonSchema } from './json-schema';
import { operation } from './operation';
import { errorSchema } from './refusals';

export interface DocumentOptions {
  /** Under which clients reach the server, e.g. `https://api.example.com`. */
  serverUrl: string;
  /** Before every path, e.g. `/api`. */
  prefix: string;
  version: string;
}

const idempotencyKey = (isRequired: boolean): JsonSchema => ({
  name: 'Idempotency-Key',
  in: 'header',
  required: isRequired,
  description: `One effect for one key: a repeat with the same key and body gets the first answer, with \`Idempotency-Replayed: true\`; failures of ours (5xx) are not kept. Keys belong to the caller and expire after ${IDEMPOTENCY_TTL_HOURS} hours. Quoted or bare.`,
  schema: { type: 'string', minLength: 1, maxLength: 257, examples: ['"8e03978e-40d5-43dd-bc93-6894a57f9324"'] },
});

const parameters: Record<string, JsonSchema> = {
  IdempotencyKey: idempotencyKey(false),
  IdempotencyKeyRequired: idempotencyKey(true),
  RequestId: {
    name: 'X-Request-Id',
    in: 'header',
    required: false,
    description: 'A name of yours for this request; it stands in our logs and comes back. Made here if absent or not of this form.',
    schema: { type: 'string', pattern: '^[\\w.:-]{8,64}$', examples: ['checkout-7f3a9c21'] },
  },
};

const headers: Record<string, JsonSchema> = {
  'X-Request-Id': { description: 'The name of this request in our logs; quote it when you ask us about it.', schema: { type: 'string' } },
  'Retry-After': { description: 'Seconds to wait before the next attempt; always there with 429.', schema: { type: 'string', pattern: '^\\d+$' } },
  'Idempotency-Replayed': { description: '`true` when this is the kept answer of an earlier request with the same key.', schema: { type: 'string', enum: ['true'] } },
};

/** The OpenAPI 3.1 document of every declared endpoint. */
export function openApiDocument(endpoints: readonly Endpoint[], { serverUrl, prefix, version }: DocumentOptions): JsonSchema {
  const schemas: Record<string, JsonSchema> = { Error: errorSchema };
  const paths: Record<string, JsonSchema> = {};
  for (const endpoint of endpoints) {
    const path = `${prefix}${endpoint.path.replace(/:(\w+)/g, '{$1}')}`;
    (paths[path] ??= {})[endpoint.method.toLowerCase()] = operation(endpoint, schemas);
  }
  const tags = [...new Set(endpoints.map(({ tag }) => tag))].sort();
  return {
    openapi: '3.1.0',
    info: {
      title: 'Mangrove',
      version,
      description: 'Verify people, take and pay out money, and talk to your users. Amounts are whole minor units as strings; moments are ISO 8601 in UTC; ids are opaque.',
    },
    servers: [{ url: serverUrl }],
    tags: tags.map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The access token of a signed-in user.' } },
      parameters,
      headers,
      schemas,
    },
  };
}
