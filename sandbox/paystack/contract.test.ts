import { openReference, placesOf, differences } from '../testing/reference.ts';
import { startScene, type Scene } from '../testing/scene.ts';

const directory = process.env['PAYSTACK_REFERENCE_DIR'];
const describeWithReference = directory === undefined ? describe.skip : describe;
const skipped = directory === undefined ? ' (SKIPPED: set PAYSTACK_REFERENCE_DIR to a copy of the published specification and samples)' : '';

/** Values of every kind; what the specification refuses among them, the sandbox must refuse. */
const oddities: readonly unknown[] = ['text', '', 12, 12.5, -1, true, null, [], ['text'], [1], {}, { name: 'x' }];

describeWithReference(`Paystack’s published specification${skipped}`, () => {
  // `describe.skip` still runs this body to collect the names of the tests.
  const reference = directory === undefined ? null : openReference(directory);
  const published = () => {
    if (!reference) throw new Error('PAYSTACK_REFERENCE_DIR is not set.');
    return reference;
  };
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene();
    await scene.initialize('contract-1', { metadata: { custom_fields: [] } });
    scene.sandbox.control.transactions.pay('contract-1');
    await scene.sandbox.control.webhooks.flush();
  });
  afterAll(() => scene.close());

  it('refuses no request that the sandbox takes, tried field by field', async () => {
    const { validatorOf, schemaOf } = published();
    const isValid = validatorOf('TransactionInitialize');
    const base = { email: 'ada@example.com', amount: 500_000 };
    const fields = Object.keys(schemaOf('TransactionInitialize')['properties'] as object);
    const bodies: unknown[] = [
      ...Object.keys(base).map((name) => ({ ...base, [name]: undefined })),
      ...fields.flatMap((name) => oddities.map((value) => ({ ...base, [name]: value }))),
      ...['percentage', 'tenths'].flatMap((type) => [[{ share: 1 }], [{ share: 'much' }], 'all'].map((subaccounts) => ({ ...base, split: { name: 'x', type, subaccounts, currency: 'NGN' } }))),
      { ...base, channels: ['card', 'pigeon'] }, { ...base, bearer: 'nobody' }, [], 'text', 7, null,
    ].map((body) => JSON.parse(JSON.stringify(body)) as unknown);

    const refused = bodies.filter((body) => !isValid(body));
    expect(refused.length).toBeGreaterThan(100);
    const taken: unknown[] = [];
    for (const body of refused) {
      if ((await scene.call('POST', '/transaction/initialize', body)).status !== 400) taken.push(body);
    }
    expect(taken).toEqual([]);
  });

  it('and the sandbox agree on what is right', async () => {
    const isValid = published().validatorOf('TransactionInitialize');
    const bodies = [
      { email: 'ada@example.com', amount: 500_000 },
      {
        email: 'ada@example.com', amount: 500_000, currency: 'GHS', channels: ['card', 'mobile_money'], callback_url: 'https://example.com/', label: 'Ada',
        metadata: { a: 1 }, bearer: 'account', transaction_charge: '5', invoice_limit: 3, reference: 'A-1.b=2', unknown_to_both: 1,
      },
    ];
    for (const body of bodies) {
      expect(isValid(body)).toBe(true);
      expect((await scene.call('POST', '/transaction/initialize', body)).status).toBe(200);
    }
  });

  it.each(['/transaction', '/transaction/totals', '/bank'])('refuses no query of %s that the sandbox takes', async (path) => {
    const { queryParametersOf, validatesQuery } = published();
    const parameters = queryParametersOf(path);
    expect(parameters.length).toBeGreaterThan(0);
    const tries = parameters.flatMap((parameter) => ['text', '12.5', 'true', '2026-13-45', '7'].map((text) => ({ parameter, text })));
    const taken: string[] = [];
    for (const { parameter, text } of tries.filter((one) => !validatesQuery(one.parameter, one.text))) {
      if ((await scene.call('GET', `${path}?${parameter.name}=${text}`)).status !== 400) taken.push(`${parameter.name}=${text}`);
    }
    expect(taken).toEqual([]);
  });

  it.each([
    ['CustomerCreate', () => Promise.resolve('/customer'), { email: 'ada@example.com' }],
    ['CustomerValidate', async () => `/customer/${await newCustomer()}/identification`, { first_name: 'Uchenna', last_name: 'Okoro', type: 'bank_account', country: 'NG', bvn: '222222222221', bank_code: '007', account_number: '0111111111' }],
  ])('refuses nothing as a %s that the sandbox takes, and takes what the sandbox is meant to take', async (name, path, base) => {
    const { validatorOf, schemaOf } = published();
    const isValid = validatorOf(name);
    const fields = Object.keys(schemaOf(name)['properties'] as object);
    const bodies: unknown[] = [
      ...Object.keys(base).map((field) => ({ ...base, [field]: undefined })),
      ...fields.flatMap((field) => oddities.map((value) => ({ ...base, [field]: value }))), [], 'text', 7, null,
    ].map((body) => JSON.parse(JSON.stringify(body)) as unknown);
    expect(isValid(base)).toBe(true);
    const refused = bodies.filter((body) => !isValid(body));
    expect(refused.length).toBeGreaterThan(30);
    const address = await path();
    const taken: unknown[] = [];
    for (const body of refused) if ((await scene.call('POST', address, body)).status !== 400) taken.push(body);
    expect(taken).toEqual([]);
  });

  const newCustomer = async () => String((await scene.call('POST', '/customer', { email: 'tried@example.com' })).body['data']?.['customer_code']);

  it('is matched by the answers and webhooks about identifying somebody', async () => {
    const { apiSample, validatorOf, webhookSample } = published();
    const created = await scene.call('POST', '/customer', { email: 'identified@example.com' });
    expect(differences(apiSample('customers__create'), created.body)).toEqual([]);
    const code = String(created.body['data']?.['customer_code']);
    const before = scene.receiver.received.length;
    const credentials = { first_name: 'Uchenna', last_name: 'Okoro', type: 'bank_account', country: 'NG', bvn: '222222222221', bank_code: '007', account_number: '0111111111' };
    const wrong = { ...credentials, bvn: '222222222229' };
    for (const sent of [wrong, credentials]) {
      const accepted = await scene.call('POST', `/customer/${code}/identification`, sent);
      expect(accepted).toEqual({ status: 202, body: { status: true, message: 'Customer Identification in progress' } });
      expect(validatorOf('CustomerValidateResponse')(accepted.body)).toBe(true);
      await scene.sandbox.control.webhooks.flush();
    }
    const [failed, succeeded] = scene.receiver.received.slice(before).map(({ rawBody }) => JSON.parse(rawBody) as unknown);
    expect(differences(webhookSample('customeridentification.failed.1'), failed)).toEqual([]);
    expect(differences(webhookSample('customeridentification.success.1'), succeeded)).toEqual([]);
  });

  const id = (): number => scene.sandbox.control.transactions.get('contract-1').id;

  const answers: readonly (readonly [sample: string, schema: string | null, path: () => string])[] = [
    ['transactions__verify', 'VerifyResponse', () => '/transaction/verify/contract-1'],
    ['transactions__fetch', 'TransactionFetchResponse', () => `/transaction/${id()}`],
    ['transactions__list', null, () => '/transaction?use_cursor=true&status=success'],
    ['transactions__view_timeline', 'TransactionTimelineResponse', () => `/transaction/timeline/${id()}`],
    ['transactions__totals', 'TransactionTotalsResponse', () => '/transaction/totals'],
    ['transfers-control__balance', 'BalanceCheckResponse', () => '/balance'],
    ['customers__fetch', 'CustomerFetchResponse', () => '/customer/ada@example.com'],
    ['verification__resolve-account', 'VerificationResolveAccountNumberResponse', () => '/bank/resolve?account_number=0111111111&bank_code=007'],
    ['miscellaneous__bank', 'MiscellaneousListBanksResponse', () => '/bank?use_cursor=true'],
  ];
  it.each(answers)('has in the sample %s no field that our answer lacks, and our answer breaks %s nowhere that the sample does not', async (name, schema, path) => {
    const { apiSample, validatorOf } = published();
    const sample = apiSample(name);
    const { status, body } = await scene.call('GET', path());
    expect(status).toBe(200);
    expect(body['message']).toBe(sample['message']);
    expect(differences(sample, body)).toEqual([]);
    if (schema === null) return;
    const validate = validatorOf(schema);
    validate(sample);
    const excused = placesOf(validate.errors);
    validate(body);
    expect(placesOf(validate.errors).filter((place) => !excused.includes(place))).toEqual([]);
  });

  it('is followed by the page of a numbered list', async () => {
    const validate = published().validatorOf('TransactionListResponse');
    const { body } = await scene.call('GET', '/transaction');
    validate({ ...body, data: [] });
    expect(validate.errors ?? []).toEqual([]);
  });

  it('is matched by the answers to initialize, right and wrong', async () => {
    const { apiSample, validatorOf } = published();
    const right = await scene.call('POST', '/transaction/initialize', { email: 'ada@example.com', amount: 500_000 });
    expect(differences(apiSample('transactions__initialize'), right.body)).toEqual([]);
    expect(validatorOf('TransactionInitializeResponse')(right.body)).toBe(true);
    const wrong = await scene.call('POST', '/transaction/initialize', { email: 'ada@example.com', amount: 500_000, reference: 'contract-1' });
    expect(validatorOf('TransactionInitializeBadRequestModel')(wrong.body)).toBe(true);
  });

  it('has in its webhook about a card no field that ours lacks', () => {
    const [webhook] = scene.receiver.received;
    // The third one is a card payment; the others are terminals, transfers and mobile money.
    expect(differences(published().webhookSample('charge.success.3'), JSON.parse(webhook?.rawBody ?? ''))).toEqual([]);
  });
});
