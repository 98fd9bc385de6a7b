import type { z } from '@strapi/utils';
import type { Endpoint } from '../validation/endpoint';
import { exampleOf } from './example';
import { toJsonSchema, type JsonSchema } from './json-schema';
import { refusals } from './refusals';

type Components = Record<string, JsonSchema>;

/** What the document says about one route. Its schemas with a name go to `components`. */
export function operation(endpoint: Endpoint, components: Components): JsonSchema {
  const { id, tag, summary, description, request, access, upload, form } = endpoint;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    security: access === 'user' ? [{ bearer: [] }] : [],
    parameters: [
      ...parameters('path', request.params, components),
      ...parameters('query', request.query, components),
      ...(endpoint.idempotencyKey ? [{ $ref: `#/components/parameters/IdempotencyKey${endpoint.idempotencyKey === 'required' ? 'Required' : ''}` }] : []),
      { $ref: '#/components/parameters/RequestId' },
    ],
    ...(request.body ? { requestBody: body(request.body, components) } : {}),
    ...(upload === undefined ? {} : { requestBody: { required: true, description: upload, content: BYTES } }),
    ...(form === undefined ? {} : { requestBody: { required: true, content: { 'multipart/form-data': { schema: formSchema(form, components), examples: {} } } } }),
    responses: { ...successes(endpoint, components), ...refusals(endpoint) },
  };
}

function parameters(place: 'path' | 'query', schema: z.ZodType | undefined, components: Components): JsonSchema[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = toJsonSchema(schema, components) as { properties?: Record<string, JsonSchema>; required?: string[] };
  return Object.entries(properties).map(([name, { description, ...own }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: own,
  }));
}

function body(schema: z.ZodType, components: Components): JsonSchema {
  const converted = toJsonSchema(schema, components);
  return { required: !schema.safeParse(undefined).success, content: { 'application/json': media(converted, components) } };
}

/** A form as OpenAPI 3.1 has it: the fields, and a file that is called `file`. */
function formSchema({ file, fields }: NonNullable<Endpoint['form']>, components: Components): JsonSchema {
  const { properties = {}, required = [], ...rest } = toJsonSchema(fields, components) as { properties?: JsonSchema; required?: string[] };
  return { ...rest, properties: { ...properties, file: { type: 'string', contentMediaType: 'application/octet-stream', description: file } }, required: [...required, 'file'] };
}

/** A file, as OpenAPI 3.1 has it: of any type, and no JSON. */
const BYTES: JsonSchema = { '*/*': { schema: {}, examples: {} } };

const media = (schema: JsonSchema, components: Components): JsonSchema => ({ schema, examples: { example: { value: exampleOf(schema, components) } } });

function successes({ responses, idempotencyKey }: Endpoint, components: Components): Record<string, JsonSchema> {
  const headers = {
    'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
    ...(idempotencyKey ? { 'Idempotency-Replayed': { $ref: '#/components/headers/Idempotency-Replayed' } } : {}),
  };
  return Object.fromEntries(
    Object.entries(responses).map(([status, schema]) => [
      status,
      {
        description: DESCRIPTIONS[status] ?? 'Done.',
        headers,
        ...(schema === 'bytes' ? { content: BYTES } : schema ? { content: { 'application/json': media(toJsonSchema(schema, components), components) } } : {}),
      },
    ]),
  );
}

const DESCRIPTIONS: Record<string, string> = { '200': 'Done.', '201': 'Created.', '202': 'Accepted.', '204': 'Done; there is nothing to say.', '302': 'Go on there.' };
