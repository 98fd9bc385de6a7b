import { createHmac } from 'node:crypto';
import { NGN_5000, World } from './support/world.ts';

/** Each of these gets its 4xx; none gets a 5xx, none ends the process, and the books still balance. */
describe('bad input', () => {
  let world: World;
  let pid: number;
  beforeAll(async () => {
    world = await World.start();
    ({ pid } = world.server);
    const { id, reference } = await world.begin();
    world.paystack.pay(reference);
    await world.becomes(id, 'succeeded');
  });
  let logged = 0;
  afterEach(async () => {
    const said = world.server.logs().slice(logged);
    logged += said.length;
    expect(said).not.toContain('A request failed.');
    await world.expectSoundBooks();
    expect((await world.server.http.get('/health/live')).status).toBe(200);
    expect(world.server.pid).toBe(pid);
    expect(await world.naira()).toBe(500_000n);
  });

  const pay = async (body: unknown, headers: Record<string, string> = {}) => {
    const { status, body: answer } = await world.payer.http.post<{ data: unknown; error?: { code: string } }>('/api/payments', { body, headers });
    return [status, answer.error?.code ?? 'no refusal'];
  };
  const invalid = [400, 'KERNEL_VALIDATION_FAILED'];
  const malformed = [400, 'KERNEL_MALFORMED_REQUEST'];

  it.each(['-1', '0', '1e3', '12.5', '00', '05', '', ' 5', '5 ', '+5', '0x10', '٥٠٠', '1_000', 'NaN', 'Infinity', `1${'0'.repeat(30)}`, `1${'0'.repeat(18)}`])('as the amount "%s" is refused', async (amountMinor) => {
    expect(await pay({ ...NGN_5000, amountMinor })).toEqual(invalid);
  });

  it.each<unknown>([-1, 0, 1e3, 12.5, 1e30, true, null, [], ['500000'], {}, { toString: 'x' }])('as the amount %j, which is no text, is refused', async (amountMinor) => {
    expect(await pay({ ...NGN_5000, amountMinor })).toEqual(invalid);
  });

  it.each<unknown>(['', 'ngn', 'NGNN', 'NG', 'XXX', 'XAU', 'XTS', '₦', 'NGN ', 'constructor', null, 566, ['NGN']])('as the currency %j is refused', async (currency) => {
    expect(await pay({ ...NGN_5000, currency })).toEqual(invalid);
  });

  it('as a currency that the gateway does not take, or an amount below its smallest, is refused with a sentence', async () => {
    expect(await pay({ ...NGN_5000, currency: 'EUR' })).toEqual([422, 'PAYMENT_CURRENCY_UNSUPPORTED']);
    expect(await pay({ ...NGN_5000, amountMinor: '4999' })).toEqual([422, 'PAYMENT_AMOUNT_TOO_SMALL']);
    expect(await pay({ ...NGN_5000, gateway: 'cowrie' })).toEqual([422, 'PAYMENT_GATEWAY_UNKNOWN']);
    expect(await pay({ ...NGN_5000, amountMinor: '9'.repeat(18) })).toEqual([422, 'PAYMENT_GATEWAY_REFUSED']);
  });

  it.each(['{', '{"amountMinor":', 'no json', '{"a":1,}', `${'['.repeat(50_000)}`, '\u0001', '"text"', '7', 'null'])('as a body that is no JSON object (%#) is refused', async (body) => {
    const [status] = await pay(body);
    expect(status).toBe(400);
  });

  it('nested a thousand times is refused', async () => {
    expect(await pay(`{"metadata":${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}}`)).toEqual(invalid);
  });

  it('with NUL bytes in it is refused, wherever they are', async () => {
    for (const field of ['amountMinor', 'currency', 'description', 'returnUrl', 'gateway']) expect(await pay({ ...NGN_5000, [field]: 'a\u0000b' })).toEqual(malformed);
    expect(await pay({ ...NGN_5000, metadata: { 'a\u0000': 'b' } })).toEqual(malformed);
    expect(await pay({ ...NGN_5000, metadata: { a: '\u0000' } })).toEqual(malformed);
    expect(await pay('{"amountMinor":"500000\u0000"}')).toEqual(malformed);
    for (const path of ['/api/payments/%00', '/api/transactions?cursor=%00', '/api/transactions?%00=1', '/api/wallets/NGN%00/entries']) {
      expect([path, (await world.payer.http.get(path)).status]).toEqual([path, 400]);
    }
  });

  it('of ten megabytes is refused as too large, on every way in', async () => {
    const large = JSON.stringify({ ...NGN_5000, description: 'x'.repeat(10_000_000) });
    for (const [path, body] of [['/api/payments', large], ['/api/webhooks/paystack', large], ['/api/auth/local', large]] as const) {
      // The server may cut the connection instead of reading on: that, too, is a refusal.
      const status = await world.payer.http.post(path, { body }).then((answer) => answer.status, () => 'cut');
      expect([413, 'cut']).toContain(status);
    }
  });

  it('of another type than JSON is refused', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const [status] = await pay('amountMinor=500000&currency=NGN', { 'content-type': type });
      expect([type, status]).toEqual([type, expect.any(Number)]);
      expect([400, 415]).toContain(status);
    }
  });

  it('in fields that nobody asked for, or of another shape, is refused', async () => {
    const metadataOf = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`key${i}`, 'x']));
    const odd = [
      { state: 'succeeded' }, { payerId: 1 }, { id: 'pay_x' }, { reference: 'mine' }, { returnUrl: 'javascript:alert(1)' }, { returnUrl: '//x' }, { returnUrl: `https://x.test/${'y'.repeat(600)}` },
      { description: '' }, { description: 'x'.repeat(201) }, { metadata: 'text' }, { metadata: { a: 1 } }, { metadata: { a: { b: 'c' } } }, { metadata: metadataOf(21) }, { metadata: { ['k'.repeat(41)]: 'x' } }, { gateway: '' },
    ];
    for (const fields of odd) expect([fields, await pay({ ...NGN_5000, ...fields })]).toEqual([fields, invalid]);
  });

  it('that is odd, but text, is stored as it is or refused', async () => {
    for (const description of ['\ud800', '﷽'.repeat(100), "'; DROP TABLE transactions; --", '<script>alert(1)</script>', '{{7*7}}', '\u202e']) {
      const [status] = await pay({ ...NGN_5000, description, metadata: { description } });
      expect([description, status === 201 || status === 400]).toEqual([description, true]);
    }
    const [status] = await pay('{"amountMinor":"500000","currency":"NGN","metadata":{"__proto__":"x","constructor":"y"}}');
    expect([201, 400]).toContain(status);
  });

  it.each([
    'filters[id]=abc', 'filters[payerId]=1', 'filters[payer][id][$gt]=0', 'populate=*', 'fields=payerId', 'sort=payerId', 'publicationState=preview', 'locale=all', 'status=draft', 'pagination[limit]=1000',
    'state=stolen', 'state=', 'state=pending&state=failed', 'state[]=pending', 'kind=gift', 'currency=naira', 'from=yesterday', 'from=2026-01-01', 'from=2026-13-01T00:00:00Z', 'to=12', 'from=99999-01-01T00:00:00Z', 'limit=25&x=1',
  ])('as the query ?%s is refused', async (query) => {
    const { status, body } = await world.payer.http.get(`/api/transactions?${query}`);
    expect([status, body.error.code]).toEqual(invalid);
  });

  it('at the ends of time is answered', async () => {
    for (const query of ['from=0000-01-01T00:00:00Z', 'to=9999-12-31T23:59:59.999Z', 'from=0001-01-01T00:00:00Z&to=0001-01-02T00:00:00Z']) {
      expect([query, (await world.payer.http.get(`/api/transactions?${query}`)).status]).toEqual([query, 200]);
    }
  });

  it.each(['abc', 'pay_', 'pay_01kaqz3v8m4t6w0c9e5r2b7n1', 'PAY_01KAQZ3V8M4T6W0C9E5R2B7N1D', '..%2f..%2f', '1', '-1', `pay_${'x'.repeat(3_000)}`])('as the id of a payment (%#) is refused or not found', async (id) => {
    for (const method of ['GET', 'POST'] as const) {
      const { status } = await world.payer.http.request(method, `/api/payments/${id}${method === 'POST' ? '/sync' : ''}`);
      expect([400, 404, 405]).toContain(status);
    }
  });

  it.each(['', ' ', 'é', '"unclosed', 'back\\slash', '""'])('as the Idempotency-Key %j is refused or no key at all', async (key) => {
    const answer = await pay(NGN_5000, { 'idempotency-key': Buffer.from(key, 'utf8').toString('latin1') }).catch((error: Error) => [error.name]);
    expect([201, 400]).toContain(answer[0]);
  });

  it('as a webhook with the signature of another body is refused', async () => {
    const other = createHmac('sha512', world.sandbox.secretKey).update('{"event":"charge.success"}').digest('hex');
    const { status, body } = await world.webhook('{"event":"charge.success","data":{}}', { 'x-paystack-signature': other });
    expect([status, body.error?.code]).toEqual([401, 'PAYMENT_WEBHOOK_SIGNATURE_WRONG']);
    expect((await world.webhook('')).status).toBe(401);
    expect((await world.webhook('{', { 'x-paystack-signature': 'é' })).status).toBe(401);
  });
});
