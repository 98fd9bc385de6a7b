import { startScene, LIVE_KEY, type Scene } from '../../testing/scene.ts';

const UCHENNA = { country: 'NG', type: 'bank_account', account_number: '0111111111', bvn: '222222222221', bank_code: '007', first_name: 'Uchenna', last_name: 'Okoro' };
const NGOZI = { country: 'NG', type: 'bank_account', account_number: '0000002028', bvn: '22200000202', bank_code: '011', first_name: 'Ngozi', last_name: 'Eze' };

describe('identifying a customer', () => {
  let scene: Scene;
  beforeEach(async () => { scene = await startScene(); });
  afterEach(() => scene.close());

  const create = async (email = 'uche@example.com') => String((await scene.call('POST', '/customer', { email })).body['data']?.['customer_code']);
  const fetched = async (code: string) => (await scene.call('GET', `/customer/${code}`)).body['data'];
  const identify = (code: string, credentials: object = UCHENNA) => scene.call('POST', `/customer/${code}/identification`, credentials);
  const announced = async () => {
    await scene.sandbox.control.webhooks.flush();
    return scene.receiver.received.map(({ rawBody }) => JSON.parse(rawBody) as { event: string; data: Record<string, unknown> });
  };

  it('is accepted at once and announced by a signed webhook with masked numbers; the customer then says so', async () => {
    const code = await create();
    expect(await fetched(code)).toMatchObject({ identified: false, identifications: null, first_name: null });
    expect(await identify(code)).toEqual({ status: 202, body: { status: true, message: 'Customer Identification in progress' } });
    const shown = { country: 'NG', type: 'bank_account', bvn: '222******221', account_number: '011****111', bank_code: '007' };
    expect(await announced()).toEqual([{
      event: 'customeridentification.success', data: { customer_id: expect.any(String), customer_code: code, email: 'uche@example.com', identification: shown },
    }]);
    expect(scene.receiver.received[0]?.headers['x-paystack-signature']).toMatch(/^[0-9a-f]{128}$/);
    expect(await fetched(code)).toMatchObject({ identified: true, identifications: [shown], first_name: 'Uchenna', last_name: 'Okoro' });
  });

  it.each([
    ['another BVN', { bvn: '22212345678' }, 'Account number or BVN is incorrect'],
    ['another account', { account_number: '0111111112' }, 'Account number or BVN is incorrect'],
    ['another name', { last_name: 'Eze' }, 'Customer name does not match the name on the BVN'],
  ])('fails with %s, and the webhook alone says so', async (_what, change, reason) => {
    const code = await create();
    expect((await identify(code, { ...UCHENNA, ...change })).status).toBe(202);
    expect(await announced()).toMatchObject([{ event: 'customeridentification.failed', data: { customer_id: expect.any(Number), customer_code: code, reason } }]);
    expect(await fetched(code)).toMatchObject({ identified: false, identifications: null });
  });

  it('stays under way until it is settled, and can be settled otherwise later', async () => {
    const code = await create();
    await identify(code, NGOZI);
    expect(await announced()).toEqual([]);
    await scene.call('POST', `/_control/customers/${code}/identify`, { state: 'success' });
    expect(await fetched(code)).toMatchObject({ identified: true });
    expect((await scene.call('POST', `/_control/customers/${code}/identify`, { state: 'failed', reason: 'The BVN was withdrawn' })).body).toMatchObject({ identification: { state: 'failed' } });
    expect(await fetched(code)).toMatchObject({ identified: false, identifications: null });
    expect((await announced()).map(({ event }) => event)).toEqual(['customeridentification.success', 'customeridentification.failed']);
  });

  it('can be lied about, and announced under the rules for webhooks', async () => {
    const code = await create();
    scene.sandbox.control.webhooks.setRules([{ match: { event: 'customeridentification.failed' }, drop: true, times: 1 }, { match: { reference: code }, duplicate: 1 }]);
    await identify(code, { ...UCHENNA, last_name: 'Eze' });
    expect(await announced()).toEqual([]);
    expect((await scene.call('POST', `/_control/customers/${code}/webhook`, { state: 'success' })).body).toMatchObject({ state: 'delivered' });
    expect(await fetched(code)).toMatchObject({ identified: false });
    await identify(code);
    expect((await announced()).map(({ event }) => event)).toEqual(Array.from({ length: 3 }, () => 'customeridentification.success'));
  });

  it('is not done twice with the same credentials', async () => {
    const code = await create();
    await identify(code);
    expect(await identify(code)).toMatchObject({ status: 400, body: { message: 'Customer already validated using the same credentials' } });
  });

  it('knows an address as one customer a domain', async () => {
    const code = await create();
    expect(await create('UCHE@example.com')).toBe(code);
    const live = String((await scene.call('POST', '/customer', { email: 'uche@example.com' }, LIVE_KEY)).body['data']?.['customer_code']);
    expect(live).not.toBe(code);
    expect((await scene.call('GET', `/customer/${live}`)).status).toBe(404);
    expect(await fetched('uche@example.com')).toMatchObject({ customer_code: code });
    await scene.initialize('of-uche', { email: 'uche@example.com' });
    expect((await scene.call('GET', '/transaction/verify/of-uche')).body['data']?.['customer']).toMatchObject({ customer_code: code });
  });

  it.each([
    [{ ...UCHENNA, bvn: '123' }, 'Invalid BVN'], [{ ...UCHENNA, type: 'bvn' }, 'bank_account'], [{ ...UCHENNA, country: 'GH' }, 'NG'],
    [{ ...UCHENNA, account_number: 111111111 }, 'account_number'], [{ ...UCHENNA, first_name: undefined }, 'First_name is required'], ['{', 'JSON'],
  ])('refuses %j', async (credentials, hint) => {
    expect(await scene.call('POST', `/customer/${await create()}/identification`, credentials)).toMatchObject({ status: 400, body: { status: false, message: expect.stringContaining(hint) } });
  });

  it('refuses a customer that there is not, and one without an address', async () => {
    expect((await identify('CUS_nobody')).status).toBe(404);
    expect((await scene.call('POST', '/customer', { email: 'nobody' })).body).toMatchObject({ code: 'invalid_email_address' });
    expect((await scene.call('POST', `/_control/customers/${await create()}/identify`, { state: 'success' })).status).toBe(409);
  });

  it('leaves no number in the list of requests', async () => {
    await identify(await create());
    const { requests } = (await scene.call('GET', '/_control/requests')).body;
    expect(JSON.stringify(requests)).not.toMatch(/222222222221|0111111111/);
  });
});

describe('the name of an account', () => {
  let scene: Scene;
  beforeAll(async () => { scene = await startScene(); });
  afterAll(() => scene.close());
  const resolve = (query: string) => scene.call('GET', `/bank/resolve?${query}`);

  it('is that of its holder', async () => {
    expect(await resolve('account_number=0000001015&bank_code=058')).toMatchObject({ status: 200, body: { data: { account_number: '0000001015', account_name: 'OKAFOR, ADAEZE CHIOMA' } } });
  });

  it('is not there for an account that there is not', async () => {
    expect(await resolve('account_number=9999999999&bank_code=058')).toMatchObject({ status: 422, body: { status: false, message: expect.stringContaining('Could not resolve') } });
  });

  it('is asked for without a trace in the list of requests', async () => {
    await resolve('account_number=0000001015&bank_code=058');
    const { requests } = (await scene.call('GET', '/_control/requests')).body;
    expect(JSON.stringify(requests)).not.toContain('0000001015');
    expect(JSON.stringify(requests)).toContain('bank_code=058');
  });

  it('needs both numbers', async () => {
    expect((await resolve('account_number=0000001015')).status).toBe(400);
    expect((await resolve('account_number=x&bank_code=058')).status).toBe(400);
  });
});
