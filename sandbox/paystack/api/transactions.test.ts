import { LIVE_KEY, startScene, TEST_KEY, type Scene } from '../../testing/scene.ts';

describe('the transaction API', () => {
  let scene: Scene;
  beforeAll(async () => { scene = await startScene(); });
  afterAll(() => scene.close());

  const initialize = (body: unknown) => scene.call('POST', '/transaction/initialize', body);
  const valid = { email: 'ada@example.com', amount: 500_000 };

  it('answers a checkout address, an access code and the reference', async () => {
    const { status, body } = await initialize({ ...valid, reference: 'first-1' });
    expect(status).toBe(200);
    expect(body).toEqual({
      status: true,
      message: 'Authorization URL created',
      data: { authorization_url: expect.stringMatching(/^http:.*\/checkout\/[a-z0-9]{15}$/), access_code: expect.stringMatching(/^[a-z0-9]{15}$/), reference: 'first-1' },
    });
  });

  it('makes up a reference where none is given', async () => {
    const { body } = await initialize(valid);
    expect(body['data']?.['reference']).toMatch(/^[a-z0-9]{15}$/);
  });

  it('takes a form as well as JSON', async () => {
    const response = await fetch(`${scene.url}/transaction/initialize`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TEST_KEY}` },
      body: new URLSearchParams([['email', 'ada@example.com'], ['amount', '500000'], ['reference', 'form-1'], ['channels[]', 'card'], ['metadata', '{"cart":7}']]),
    });
    expect(response.status).toBe(200);
    const { body } = await scene.call('GET', '/transaction/verify/form-1');
    expect(body['data']).toMatchObject({ amount: 500_000, metadata: { cart: 7 } });
  });

  it.each([
    ['no e-mail', { amount: 500_000 }, 'Email is required', 'missing_params'],
    ['no amount', { email: 'ada@example.com' }, 'Amount is required', 'missing_params'],
    ['a wrong e-mail', { ...valid, email: 'ada@' }, 'Invalid Email Address Passed', 'invalid_email_address'],
    ['an amount with decimals', { ...valid, amount: 5000.5 }, 'Invalid Amount Sent', 'invalid_amount'],
    ['an amount of zero', { ...valid, amount: 0 }, 'Invalid Amount Sent: the minimum is NGN 50.00 (5000)', 'invalid_amount'],
    ['a negative amount', { ...valid, amount: -500_000 }, 'Invalid Amount Sent: the minimum is NGN 50.00 (5000)', 'invalid_amount'],
    ['an amount as text', { ...valid, amount: '500000' }, expect.stringContaining('amount: '), 'invalid_params'],
    ['an amount too large for any machine', { ...valid, amount: 1e30 }, 'Invalid Amount Sent', 'invalid_amount'],
    ['an unknown currency', { ...valid, currency: 'EUR' }, 'Currency not supported by merchant', 'unsupported_currency'],
    ['a currency that only every object has', { ...valid, currency: 'constructor' }, 'Currency not supported by merchant', 'unsupported_currency'],
    ['a reference with an underscore', { ...valid, reference: 'a_b' }, expect.stringContaining('reference: '), 'invalid_params'],
    ['an unknown channel', { ...valid, channels: ['pigeon'] }, expect.stringContaining('channels.0: '), 'invalid_params'],
    ['a callback that is no web address', { ...valid, callback_url: 'javascript:alert(1)' }, expect.stringContaining('callback_url: '), 'invalid_params'],
    ['metadata as text', { ...valid, metadata: '{}' }, expect.stringContaining('metadata: '), 'invalid_params'],
    ['no object', [valid], 'The request needs a JSON object as its body', 'invalid_params'],
    ['broken JSON', '{"email":', 'The body is not valid JSON.', 'invalid_body'],
  ])('refuses %s with 400', async (_what, body, message, code) => {
    const answer = await initialize(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ status: false, message, meta: { nextStep: expect.any(String) }, type: 'validation_error', code });
  });

  it.each([['NGN', 5_000], ['USD', 200], ['GHS', 10], ['ZAR', 100], ['KES', 300], ['XOF', 100]])(
    'takes %s from its minimum of %d subunits on', async (currency, minimum) => {
      expect((await initialize({ ...valid, currency, amount: minimum })).status).toBe(200);
      expect((await initialize({ ...valid, currency, amount: minimum - 1 })).status).toBe(400);
    });

  it('refuses a reference for good once it was used', async () => {
    await scene.initialize('taken-1');
    scene.sandbox.control.transactions.decline('taken-1');
    const { status, body } = await initialize({ ...valid, reference: 'taken-1' });
    expect(status).toBe(400);
    expect(body).toMatchObject({ message: 'Duplicate Transaction Reference', code: 'duplicate_reference' });
  });

  it.each([['plan', 'PLN_x'], ['split_code', 'SPL_x'], ['subaccount', 'ACCT_x']])('knows no %s, and says so', async (field, code) => {
    expect((await initialize({ ...valid, [field]: code })).status).toBe(404);
  });

  it('refuses a body above one megabyte with 413', async () => {
    expect((await initialize({ ...valid, label: 'x'.repeat(1_100_000) })).status).toBe(413);
  });

  it('answers 401 without a key and with a wrong one', async () => {
    expect(await scene.call('GET', '/balance', undefined, null)).toMatchObject({ status: 401, body: { status: false, code: 'missing_key' } });
    expect(await scene.call('GET', '/balance', undefined, 'sk_test_wrong')).toMatchObject({ status: 401, body: { message: 'Invalid key', code: 'invalid_key' } });
  });

  it('answers 404 for an unknown reference, id and path', async () => {
    expect(await scene.call('GET', '/transaction/verify/nobody')).toMatchObject({ status: 404, body: { message: 'Transaction reference not found' } });
    expect(await scene.call('GET', '/transaction/verify/%zz')).toMatchObject({ status: 404 });
    expect(await scene.call('GET', '/transaction/42')).toMatchObject({ status: 404 });
    expect(await scene.call('GET', '/transaction/timeline/nobody')).toMatchObject({ status: 404, body: { message: 'Transaction ID or reference is invalid' } });
    expect(await scene.call('GET', '/nothing/here')).toMatchObject({ status: 404, body: { type: 'api_error' } });
  });

  it('shows a fresh transaction as abandoned: its customer has not completed it', async () => {
    await scene.initialize('fresh-1', { metadata: { order: 9 } });
    const { body } = await scene.call('GET', '/transaction/verify/fresh-1');
    expect(body['data']).toMatchObject({
      status: 'abandoned', gateway_response: 'The transaction was not completed', paid_at: null, fees: null, authorization: {},
      amount: 500_000, requested_amount: 500_000, currency: 'NGN', metadata: { order: 9 }, domain: 'test', customer: { email: 'ada@example.com' },
    });
  });

  it('shows a paid one with its fee, its card and the time, by reference and by id', async () => {
    await scene.initialize('paid-1');
    scene.sandbox.control.transactions.pay('paid-1');
    const verified = (await scene.call('GET', '/transaction/verify/paid-1')).body['data'];
    expect(verified).toMatchObject({
      status: 'success', gateway_response: 'Successful', paid_at: expect.any(String), fees: 17_500,
      authorization: { last4: '4081', reusable: true, authorization_code: expect.stringMatching(/^AUTH_/) },
    });
    const fetched = (await scene.call('GET', `/transaction/${verified?.['id']}`)).body['data'];
    expect(fetched).toMatchObject({ reference: 'paid-1', status: 'success', fees: 17_500 });
  });

  it('tells the steps of the customer', async () => {
    await scene.initialize('steps-1');
    scene.sandbox.control.transactions.decline('steps-1', 'Insufficient Funds');
    scene.sandbox.control.transactions.pay('steps-1', { card: '507850785078507812' });
    const { body } = await scene.call('GET', '/transaction/timeline/steps-1');
    expect(body['data']).toMatchObject({
      attempts: 1, errors: 1, success: true,
      history: [
        { type: 'error', message: 'Error: Insufficient Funds' },
        { type: 'action', message: 'Attempted to pay with card' },
        { type: 'auth', message: 'Authentication required: pin' },
        { type: 'success', message: 'Successfully paid with card' },
      ],
    });
  });

  it('keeps test and live apart', async () => {
    await scene.initialize('live-1', {}, LIVE_KEY);
    expect((await scene.call('GET', '/transaction/verify/live-1', undefined, LIVE_KEY)).body['data']).toMatchObject({ domain: 'live' });
    expect((await scene.call('GET', '/transaction/verify/live-1', undefined, TEST_KEY)).status).toBe(404);
  });
});
