import { z } from '@strapi/utils';
import type { Context } from 'koa';
import { defineEndpoint, endpointCatalogue } from './endpoint';
import { enforceRequest, enforceResponse, input } from './enforce';

const endpoint = defineEndpoint({
  id: 'enforceTest', method: 'POST', path: '/enforced/:id', tag: 'Test', summary: 'x',
  request: { params: z.object({ id: z.string().length(2) }), query: z.strictObject({ limit: z.string().transform(Number).optional() }), body: z.strictObject({ depth: z.string() }) },
  responses: { 200: z.strictObject({ ok: z.boolean() }), 204: null }, errors: [], access: 'public',
});

interface Parts {
  params?: object;
  query?: object;
  body?: unknown;
  type?: string;
  status?: number;
  answer?: unknown;
}
/** As much of a Koa context as the two middlewares read. */
const contextOf = ({ params = { id: 'ab' }, query = {}, body = { depth: '1' }, type = 'application/json', status = 200, answer }: Parts) =>
  ({ params, query, status, body: answer, state: {}, request: { body, length: 10 }, is: (...types: string[]) => types.includes(type) }) as unknown as Context;

describe('a request', () => {
  it('reaches the controller parsed', async () => {
    const ctx = contextOf({ query: { limit: '5' } });
    await enforceRequest(endpoint)(ctx, () => Promise.resolve());
    expect(input(endpoint, ctx)).toEqual({ params: { id: 'ab' }, query: { limit: 5 }, body: { depth: '1' } });
  });

  it.each([
    [{ params: { id: 'abc' } }, ['params', 'id']],
    [{ query: { other: '1' } }, ['query']],
    [{ body: { depth: 1 } }, ['body', 'depth']],
    [{ body: null }, ['body']],
    [{ body: { depth: '1', more: 1 } }, ['body']],
  ] as [Parts, string[]][])('of another shape is refused with the place (%#)', (parts, path) => {
    expect(() => enforceRequest(endpoint)(contextOf(parts), () => Promise.resolve())).toThrow(
      expect.objectContaining({ code: 'KERNEL_VALIDATION_FAILED', status: 400, details: { errors: [expect.objectContaining({ path })] } }),
    );
  });

  it('of another media type is refused as such', () => {
    expect(() => enforceRequest(endpoint)(contextOf({ type: 'text/xml' }), () => Promise.resolve())).toThrow(expect.objectContaining({ status: 415 }));
  });

  it('that nobody checked does not reach a controller', () => {
    expect(() => input(endpoint, contextOf({}))).toThrow('does not enforce its declaration');
  });
});

describe('an answer', () => {
  const check = (parts: Parts) => enforceResponse(endpoint)(contextOf(parts), () => Promise.resolve());

  it.each([[{ answer: { ok: true } }], [{ status: 204 }], [{ status: 404, answer: { error: {} } }]] as [Parts][])('of the declared shape passes (%#)', async (parts) => {
    await expect(check(parts)).resolves.toBeUndefined();
  });

  it('of another shape or status is loud', async () => {
    await expect(check({ answer: { ok: 'yes' } })).rejects.toThrow('in another shape than it declares');
    await expect(check({ answer: { ok: true, secret: 1 } })).rejects.toThrow('in another shape than it declares');
    await expect(check({ status: 202 })).rejects.toThrow('answered 202, which it does not declare');
  });
});

describe('an endpoint', () => {
  it('is declared once, by id and by address', () => {
    expect(() => defineEndpoint({ ...endpoint, path: '/other' })).toThrow('is declared twice');
    expect(() => defineEndpoint({ ...endpoint, id: 'other' })).toThrow('is declared twice');
    expect(endpointCatalogue().filter(({ id }) => id === 'enforceTest')).toHaveLength(1);
  });
});
