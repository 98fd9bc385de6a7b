import { z } from '@strapi/utils';
import { defineError, TooManyRequests } from '../errors';
import { defineEndpoint } from '../validation/endpoint';
import { openApiDocument } from './document';
import { exampleOf } from './example';

const TooDeep = defineError('TEST_TOO_DEEP', 422, 'Too deep.');
const shell = z.strictObject({ id: z.string(), example: z.string().optional() }).meta({ id: 'Shell', description: 'From the sea' });
const endpoint = defineEndpoint({
  id: 'testCollect', method: 'POST', path: '/shores/:shore/shells', tag: 'Shells', summary: 'Collect',
  request: {
    params: z.object({ shore: z.string() }),
    query: z.strictObject({ limit: z.string().transform(Number).optional() }),
    body: z.strictObject({ depth: z.string().meta({ description: 'In metres', example: '12' }) }),
  },
  responses: { 201: z.strictObject({ data: shell }), 204: null },
  errors: [TooDeep, TooManyRequests], access: 'user', idempotencyKey: 'required',
});

const document = JSON.parse(JSON.stringify(openApiDocument([endpoint], { serverUrl: 'https://api.example.com', prefix: '/api', version: '1.2.3' })));
const operation = document.paths['/api/shores/{shore}/shells'].post;

describe('the document of an endpoint', () => {
  it('names path and query parameters, the key and the request id', () => {
    expect(operation.parameters).toEqual([
      { name: 'shore', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'limit', in: 'query', required: false, schema: { type: 'string' } },
      { $ref: '#/components/parameters/IdempotencyKeyRequired' },
      { $ref: '#/components/parameters/RequestId' },
    ]);
    expect(document.components.parameters.IdempotencyKeyRequired.description).toContain('24 hours');
  });

  it('keeps named schemas as components, and properties that are called like keywords', () => {
    expect(operation.responses['201'].content['application/json'].schema.properties.data).toEqual({ $ref: '#/components/schemas/Shell' });
    expect(Object.keys(document.components.schemas.Shell.properties)).toEqual(['id', 'example']);
  });

  it('exemplifies requests and answers', () => {
    expect(operation.requestBody.content['application/json'].examples.example.value).toEqual({ depth: '12' });
    expect(operation.responses['201'].content['application/json'].examples.example.value).toEqual({ data: { id: 'text', example: 'text' } });
    expect(operation.responses['204'].content).toBeUndefined();
  });

  it('lists its own errors and those that come with what it declares, by status', () => {
    expect(Object.keys(operation.responses)).toEqual(['201', '204', '400', '401', '403', '409', '413', '415', '422', '429', '500', '503']);
    expect(Object.keys(operation.responses['422'].content['application/json'].examples)).toEqual(['KERNEL_IDEMPOTENCY_KEY_REUSED', 'TEST_TOO_DEEP']);
    expect(operation.responses['429'].headers['Retry-After']).toEqual({ $ref: '#/components/headers/Retry-After' });
  });

  it('asks for a token', () => {
    expect(operation.security).toEqual([{ bearer: [] }]);
    expect(document.servers).toEqual([{ url: 'https://api.example.com' }]);
  });
});

describe('an example made from a schema', () => {
  it.each([
    [{ type: 'string', format: 'email' }, 'ada@example.com'],
    [{ type: 'string', minLength: 8 }, 'texttttt'],
    [{ type: 'string', pattern: '^\\d$' }, '1'],
    [{ type: 'string', pattern: '^never-guessed$' }, undefined],
    [{ enum: ['b', 'a'] }, 'b'],
    [{ const: false }, false],
    [{ type: 'array', items: { type: 'boolean' } }, [true]],
    [{ anyOf: [{ type: 'null' }, { type: 'string' }] }, null],
    [{ type: 'integer', minimum: 3 }, 3],
  ])('of %j is %j', (schema, expected) => {
    expect(exampleOf(schema, {})).toEqual(expected);
  });
});
