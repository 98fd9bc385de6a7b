import { errorName, TooManyRequests, Unavailable, type ErrorDeclaration } from '../errors';
import type { Endpoint } from '../validation/endpoint';
import { errorsOf } from './errors-of-every-route';
import type { JsonSchema } from './json-schema';

/** The envelope of every refusal. */
export const errorSchema: JsonSchema = {
  type: 'object',
  description: 'Every refusal looks like this. `code` never changes its meaning; `message` is for people and may.',
  required: ['data', 'error'],
  properties: {
    data: { type: 'null' },
    error: {
      type: 'object',
      required: ['status', 'name', 'code', 'message', 'details'],
      properties: {
        status: { type: 'integer' },
        name: { type: 'string' },
        code: { type: 'string' },
        message: { type: 'string' },
        details: { type: 'object', additionalProperties: true },
      },
    },
  },
};

const exampleOfError = ({ status, code, when }: ErrorDeclaration) => ({
  summary: when,
  value: { data: null, error: { status, name: errorName(status), code, message: when, details: {} } },
});

/** The refusals of a route: one response a status, its codes listed and exemplified. */
export function refusals(endpoint: Endpoint): Record<string, JsonSchema> {
  const byStatus: Record<string, ErrorDeclaration[]> = {};
  for (const error of errorsOf(endpoint)) (byStatus[error.status] ??= []).push(error);
  return Object.fromEntries(Object.entries(byStatus).map(([status, errors]) => [status, refusal(errors)]));
}

function refusal(errors: ErrorDeclaration[]): JsonSchema {
  const codes = errors.map(({ code }) => code);
  const asksToWait = codes.some((code) => code === TooManyRequests.code || code === Unavailable.code);
  return {
    description: errors.map(({ code, when }) => `\`${code}\`: ${when}`).join('\n\n'),
    headers: {
      'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
      ...(asksToWait ? { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } : {}),
    },
    content: {
      'application/json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Error' },
            { type: 'object', properties: { error: { type: 'object', properties: { code: { enum: codes } } } } },
          ],
        },
        examples: Object.fromEntries(errors.map((error) => [error.code, exampleOfError(error)])),
      },
    },
  };
}
