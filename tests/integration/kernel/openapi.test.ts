import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { createUser, startMailCatcher, startServerWithSandbox, type Answer } from '../../support/index.ts';
import { SCRIPTED_SECRETS } from '../../support/scripted-verifier.ts';
import { cases, type World } from './openapi-cases.ts';

interface Operation {
  operationId: string;
  security: object[];
  parameters: { $ref?: string; name?: string; in?: string; required?: boolean }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}
interface Media {
  schema: object;
  examples: Record<string, { value: unknown }>;
}
interface OpenApi {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
}

let world: Omit<World, 'user'>;
let document: OpenApi;
let ajv: Ajv2020;

const operations = () => Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
const pointer = (...steps: string[]) => `openapi#/${steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
const validatorAt = (...steps: string[]): ValidateFunction => ajv.compile({ $ref: pointer(...steps) });

/** The answer must be declared under its status and have the declared shape. */
function expectDeclared(id: string, answer: Answer<unknown>) {
  const { path, method, operation } = operations().find(({ operation: { operationId } }) => operationId === id) ?? {};
  if (!path || !method || !operation) throw new Error(`The document does not describe "${id}".`);
  const response = operation.responses[answer.status];
  if (!response) throw new Error(`${id} answered ${answer.status}, which the document does not mention: ${JSON.stringify(answer.body)}`);
  expect(answer.headers.get('x-request-id')).toBeTruthy();
  if (!response.content?.['application/json']) return;
  const validate = validatorAt('paths', path, method, 'responses', String(answer.status), 'content', 'application/json', 'schema');
  if (!validate(answer.body)) throw new Error(`${id} answered ${answer.status} in another shape: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(answer.body)}`);
}

beforeAll(async () => {
  const mail = await startMailCatcher();
  const { server, sandbox } = await startServerWithSandbox({
    // The examples come from one address, faster than people do.
    env: { ...mail.env, KYC_VERIFIERS: 'manual,scripted', SCRIPTED_VERIFIER_SECRETS: SCRIPTED_SECRETS.join(','), REGISTER_LIMIT_PER_ADDRESS: '1000', LOGIN_LIMIT_PER_ADDRESS: '1000', REFRESH_LIMIT_PER_ADDRESS: '1000' },
  });
  world = { server, sandbox, mail, guest: server.http };
  document = (await server.http.get<OpenApi>('/api/openapi.json')).body;
  ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, 'openapi');
});

describe('the OpenAPI document', () => {
  it('is a valid one of version 3.1 and names this server', async () => {
    const result = await world.server.run(
      async (_strapi, text, { load }) => {
        const { Validator } = load<typeof import('@seriousme/openapi-schema-validator')>('@seriousme/openapi-schema-validator');
        return new Validator().validate(JSON.parse(text) as { openapi: string });
      },
      JSON.stringify(document),
    );
    expect(result).toEqual({ valid: true });
    expect(document.openapi).toBe('3.1.0');
    expect(document.servers).toEqual([{ url: world.server.url }]);
  });

  it('is served once: an unchanged one is not sent again', async () => {
    const first = await world.guest.get('/api/openapi.json');
    const again = await world.guest.get('/api/openapi.json', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect([first.status, again.status, again.body]).toEqual([200, 304, undefined]);
  });

  it('describes every declared endpoint under its prefix, with security and parameters', async () => {
    const declared = await world.server.run((_strapi, _args, { kernel }) =>
      kernel.endpointCatalogue().map(({ id, method, path, access, idempotencyKey }) => ({ id, method: method.toLowerCase(), path: `/api${path.replace(/:(\w+)/g, '{$1}')}`, access, takesKey: Boolean(idempotencyKey) })),
    );
    expect(declared.length).toBeGreaterThan(0);
    expect(operations().length).toBe(declared.length);
    for (const { id, method, path, access, takesKey } of declared) {
      const operation = document.paths[path]?.[method];
      expect(operation?.operationId).toBe(id);
      expect(operation?.security).toEqual(access === 'user' ? [{ bearer: [] }] : []);
      expect(operation?.parameters.some(({ $ref }) => $ref?.includes('IdempotencyKey'))).toBe(takesKey);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(operation?.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(inPath);
    }
  });

  it('gives examples that fit their own schemas', () => {
    let compared = 0;
    for (const { path, method, operation } of operations()) {
      const places = [
        ...Object.entries(operation.requestBody?.content ?? {}).map(([type, media]) => ({ media, steps: ['requestBody', 'content', type, 'schema'] })),
        ...Object.entries(operation.responses).flatMap(([status, { content = {} }]) =>
          Object.entries(content).map(([type, media]) => ({ media, steps: ['responses', status, 'content', type, 'schema'] })),
        ),
      ];
      for (const { media, steps } of places) {
        const validate = validatorAt('paths', path, method, ...steps);
        for (const [name, { value }] of Object.entries(media.examples)) {
          if (!validate(value)) throw new Error(`The example "${name}" of ${operation.operationId} (${steps.join(' ')}) does not fit: ${ajv.errorsText(validate.errors)}`);
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(operations().length);
  });
});

describe('the answers of the server', () => {
  it('have example requests for every endpoint, and for no other', () => {
    expect(Object.keys(cases).sort()).toEqual(operations().map(({ operation }) => operation.operationId).sort());
  });

  it.each(Object.entries(cases))('of %s are as the document says, in success and refusal', async (id, { success, refusal }) => {
    const mine = { ...world, user: await createUser(world.server) };
    const refused = await refusal(mine);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.status).toBeLessThan(500);
    expectDeclared(id, refused);
    const done = await success(mine);
    if (done.status >= 400) throw new Error(`The example of ${id} was refused: ${JSON.stringify(done.body)}`);
    expectDeclared(id, done);
  });
});
