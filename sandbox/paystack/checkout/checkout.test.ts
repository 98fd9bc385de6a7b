import { startScene, type Scene } from '../../testing/scene.ts';

describe('the hosted checkout', () => {
  let scene: Scene;
  beforeAll(async () => { scene = await startScene({ merchantName: 'Ada & Söhne' }); });
  afterAll(() => scene.close());

  /** What a browser does: posts a form and follows the redirect, inside the checkout only. */
  async function submit(checkout: string, form: string, fields: Record<string, string> = {}) {
    const response = await fetch(`${checkout}/${form}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
    const location = response.headers.get('location');
    if (location?.startsWith('/checkout/')) return { status: 303, location, page: await read(`${scene.url}${location}`) };
    return { status: response.status, location, page: await response.text() };
  }
  const read = async (address: string) => (await fetch(address)).text();
  const payWith = (checkout: string, number: string, cvv = '408') => submit(checkout, 'card', { number, expiry: '12 / 30', cvv });
  const webhooksAbout = async (reference: string) => {
    await scene.sandbox.control.webhooks.flush();
    return scene.sandbox.control.webhooks.list().filter((one) => one.reference === reference);
  };
  const verify = async (reference: string) => (await scene.call('GET', `/transaction/verify/${reference}`)).body['data'] ?? {};

  it('shows whom to pay, how much, for whom, and the test cards, with everything escaped', async () => {
    const page = await read(await scene.initialize('co-1', { label: '<b>O’Hara</b>' }));
    expect(page).toContain('Ada &amp; Söhne');
    expect(page).toContain('NGN 5,000.00');
    expect(page).toContain('&lt;b&gt;O’Hara&lt;/b&gt;');
    expect(page).toContain('4084 0840 8408 4081');
    for (const name of ['number', 'expiry', 'cvv']) expect(page).toMatch(new RegExp(`<label for="${name}">`));
  });

  it('may load nothing from outside', async () => {
    const response = await fetch(await scene.initialize('co-2'));
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).not.toMatch(/(src|href)="https?:/);
  });

  it('fills in a test card that was clicked', async () => {
    const page = await read(`${await scene.initialize('co-3')}?card=507850785078507812`);
    expect(page).toContain('value="5078 5078 5078 5078 12"');
    expect(page).toContain('value="081"');
  });

  it('pays at once and shows the success where there is no address to return to', async () => {
    const { page } = await payWith(await scene.initialize('co-4'), '4084 0840 8408 4081');
    expect(page).toContain('Payment successful');
    expect(await verify('co-4')).toMatchObject({ status: 'success', authorization: { exp_month: '12', exp_year: '2030', bin: '408408', last4: '4081' } });
    expect(await webhooksAbout('co-4')).toHaveLength(1);
  });

  it('returns to the merchant with the reference under both names', async () => {
    const checkout = await scene.initialize('co-5', { callback_url: 'https://shop.example/return?cart=7#top' });
    const { status, location } = await payWith(checkout, '4084084084084081');
    expect(status).toBe(303);
    expect(location).toBe('https://shop.example/return?cart=7&trxref=co-5&reference=co-5#top');
    expect(await read(checkout)).toContain('Back to Ada &amp; Söhne');
  });

  it('charges once, however often the form is sent', async () => {
    const checkout = await scene.initialize('co-6');
    await Promise.all([1, 2, 3, 4, 5].map(() => payWith(checkout, '4084084084084081')));
    expect(await webhooksAbout('co-6')).toHaveLength(1);
    expect((await verify('co-6'))['log']).toMatchObject({ attempts: 1 });
  });

  it.each([
    ['507850785078507812', [['pin', '1111']]],
    ['5060666666666666666', [['pin', '1234'], ['otp', '123456']]],
    ['507850785078507804', [['pin', '0000'], ['phone', '+234 801 234 5678'], ['otp', '123456']]],
    ['5192602720584796', [['bank', 'authorise']]],
  ] as const)('asks for what the bank of %s wants, then succeeds', async (card, steps) => {
    const reference = `steps-${card}`;
    const checkout = await scene.initialize(reference);
    let page = (await payWith(checkout, card)).page;
    for (const [kind, answer] of steps) {
      expect(page).toContain(`name="kind" value="${kind}"`);
      expect((await verify(reference))['status']).toBe('ongoing');
      page = (await submit(checkout, 'step', { kind, answer })).page;
    }
    expect(page).toContain('Payment successful');
    expect(await webhooksAbout(reference)).toHaveLength(1);
  });

  it.each([
    ['4084080000005408', 'Declined'],
    ['4084080000670037', 'Insufficient Funds'],
    ['507850785078507853', 'Token Not Generated. Customer Not Registered on Token Platform'],
  ])('declines %s: %s, and takes another card afterwards', async (card, reason) => {
    const reference = `declined-${card}`;
    const checkout = await scene.initialize(reference);
    expect((await payWith(checkout, card)).page).toContain(`${reason}. Try another card.`);
    expect(await verify(reference)).toMatchObject({ status: 'failed', gateway_response: reason, paid_at: null });
    expect(await webhooksAbout(reference)).toEqual([]);
    await payWith(checkout, '4084084084084081');
    expect(await verify(reference)).toMatchObject({ status: 'success', log: { attempts: 2, errors: 1 } });
    expect(await webhooksAbout(reference)).toHaveLength(1);
  });

  it.each([
    ['pin', '5060666666666666666', [['pin', '9999']], 'Incorrect PIN'],
    ['otp', '5060666666666666666', [['pin', '1234'], ['otp', '000000']], 'Invalid OTP'],
    ['bank', '5192602720584796', [['bank', 'decline']], 'Declined by the customer at the bank'],
  ] as const)('fails the attempt when the %s step is answered wrongly', async (kind, card, steps, reason) => {
    const reference = `wrong-${kind}`;
    const checkout = await scene.initialize(reference);
    await payWith(checkout, card);
    for (const [step, answer] of steps) await submit(checkout, 'step', { kind: step, answer });
    expect(await verify(reference)).toMatchObject({ status: 'failed', gateway_response: reason });
  });

  it('fails on the wrong CVV of the card that has one', async () => {
    await payWith(await scene.initialize('cvv-1'), '4084084084084081', '999');
    expect(await verify('cvv-1')).toMatchObject({ status: 'failed', gateway_response: 'Incorrect CVV' });
  });

  let slips = 0;
  it.each([
    ['a foreign card', { number: '4111111111111111', expiry: '12/30', cvv: '123' }, 'Only the test cards'],
    ['letters', { number: 'abcd', expiry: '12/30', cvv: '123' }, 'Enter the card number'],
    ['a month 13', { number: '4084084084084081', expiry: '13/30', cvv: '408' }, 'Enter the expiry date'],
    ['an expired card', { number: '4084084084084081', expiry: '01/20', cvv: '408' }, 'This card has expired'],
    ['no CVV', { number: '4084084084084081', expiry: '12/30', cvv: '' }, 'Enter the CVV'],
    ['an empty form', {}, 'Enter the card number'],
  ])('takes %s for a slip of the hand: the transaction stays as it was', async (_what, fields, sentence) => {
    const reference = `slip-${(slips += 1)}`;
    const { status, page } = await submit(await scene.initialize(reference), 'card', fields);
    expect(status).toBe(422);
    expect(page).toContain(sentence);
    expect(await verify(reference)).toMatchObject({ status: 'abandoned', log: null });
  });

  it('asks again for a phone number that is too short', async () => {
    const checkout = await scene.initialize('phone-1');
    await payWith(checkout, '507850785078507804');
    await submit(checkout, 'step', { kind: 'pin', answer: '0000' });
    expect((await submit(checkout, 'step', { kind: 'phone', answer: '12345' })).page).toContain('at least 10 digits');
    expect((await verify('phone-1'))['status']).toBe('ongoing');
  });

  it('does not take the answer to an earlier page for the answer to this one', async () => {
    const checkout = await scene.initialize('stale-1');
    await payWith(checkout, '5060666666666666666');
    await submit(checkout, 'step', { kind: 'pin', answer: '1234' });
    expect((await submit(checkout, 'step', { kind: 'pin', answer: '1234' })).page).toContain('name="kind" value="otp"');
  });

  it('goes back to the cards from an open step', async () => {
    const checkout = await scene.initialize('back-1');
    await payWith(checkout, '5060666666666666666');
    expect((await submit(checkout, 'change-card')).page).toContain('Pay with card');
    expect((await verify('back-1'))['status']).toBe('abandoned');
  });

  it('stays abandoned when it is cancelled, and can still be paid', async () => {
    const checkout = await scene.initialize('cancel-1');
    expect((await submit(checkout, 'cancel')).page).toContain('Payment cancelled');
    expect((await verify('cancel-1'))['status']).toBe('abandoned');
    await payWith(checkout, '4084084084084081');
    expect((await verify('cancel-1'))['status']).toBe('success');
  });

  it('sends a customer who cancels to the merchant’s cancel address, if that is one', async () => {
    const good = await scene.initialize('cancel-2', { metadata: { cancel_action: 'https://shop.example/cancelled' } });
    expect((await submit(good, 'cancel')).location).toBe('https://shop.example/cancelled');
    const bad = await scene.initialize('cancel-3', { metadata: { cancel_action: 'javascript:alert(1)' } });
    expect((await submit(bad, 'cancel')).location).toBeNull();
  });

  it('cannot undo a success by cancelling', async () => {
    const checkout = await scene.initialize('cancel-4');
    await payWith(checkout, '4084084084084081');
    await submit(checkout, 'cancel');
    await submit(checkout, 'change-card');
    expect((await verify('cancel-4'))['status']).toBe('success');
    expect(await webhooksAbout('cancel-4')).toHaveLength(1);
  });

  it('is closed after a reversal', async () => {
    const checkout = await scene.initialize('reversed-1');
    await scene.call('PATCH', '/_control/transactions/reversed-1', { status: 'reversed' });
    expect(await read(checkout)).toContain('This payment is closed');
  });

  it('does not exist under a made-up access code', async () => {
    const response = await fetch(`${scene.url}/checkout/nobody`);
    expect([response.status, await response.text()]).toEqual([404, expect.stringContaining('does not exist')]);
  });
});
