import fc from 'fast-check';
import { readTransaction, readWebhook } from './read';

const REFERENCE = 'pay-01kaqz3v8m4t6w0c9e5r2b7n1d';
const data = (fields: object = {}) => ({ id: 4_099_260_516, domain: 'test', status: 'success', reference: REFERENCE, amount: 500_000, currency: 'NGN', ...fields });
const read = (fields: object = {}) => readTransaction(data(fields), REFERENCE, 'test');
const webhook = (event: string, fields: object | null | unknown[] = data()) => Buffer.from(JSON.stringify({ event, data: fields }));

describe('what Paystack says of a transaction', () => {
  it.each([
    ['success', 'succeeded'], ['failed', 'failed'], ['reversed', 'failed'], ['abandoned', 'not_completed'], ['ongoing', 'not_completed'],
    ['pending', 'pending'], ['processing', 'pending'], ['queued', 'pending'],
  ])('as "%s" is %s', (status, state) => {
    expect(read({ status })).toMatchObject({ state, status });
  });

  it.each(['SUCCESS', 'successful', 'on_hold', '', ' success', 'constructor', '__proto__', 'toString'])('in the unknown word "%s" is pending', (status) => {
    expect(read({ status }).state).toBe('pending');
  });

  it('without a status, or with one that is no text, is pending', () => {
    for (const status of [undefined, null, 1, true, ['success'], { status: 'success' }]) expect(read({ status }).state).toBe('pending');
  });

  it('holds the amount, whether it comes as a number or as a text', () => {
    const paid = { minor: 500_000n, currency: 'NGN' };
    expect(read().paid).toEqual(paid);
    expect(read({ amount: '500000' }).paid).toEqual(paid);
  });

  it('tells what was asked for from what was paid', () => {
    expect(read({ amount: 40_333, requested_amount: 30_050, fees: 10_283 })).toMatchObject({
      paid: { minor: 40_333n, currency: 'NGN' },
      requested: { minor: 30_050n, currency: 'NGN' },
    });
  });

  it.each([null, undefined])('asks for what was paid where `requested_amount` is %p', (requested) => {
    expect(read({ requested_amount: requested })).not.toHaveProperty('requested');
  });

  it('in XOF divides by a hundred and says when that left a fraction', () => {
    expect(read({ currency: 'XOF', amount: 500_000 })).toMatchObject({ paid: { minor: 5_000n, currency: 'XOF' }, isExact: true });
    expect(read({ currency: 'XOF', amount: 500_050 })).toMatchObject({ paid: { minor: 5_000n }, isExact: false });
    expect(read({ currency: 'XOF', amount: 500_100, requested_amount: 500_050 }).isExact).toBe(false);
  });

  it('of which the asked amount cannot be read is not taken at the paid one', () => {
    expect(read({ requested_amount: '12.5' }).isExact).toBe(false);
  });

  it('about another reference, or of the other mode, says nothing about ours', () => {
    expect(read({ reference: 'pay-somebody-elses-payment' }).state).toBe('pending');
    expect(read({ domain: 'live' }).state).toBe('pending');
    expect(readTransaction(data({ domain: 'live' }), REFERENCE, 'live').state).toBe('succeeded');
  });

  it('survives fields that are missing, empty or of another type', () => {
    for (const odd of [{}, [], null, undefined, 'text', 7, [data()]]) expect(readTransaction(odd, REFERENCE, 'test')).toMatchObject({ state: 'pending', reference: REFERENCE });
    for (const metadata of [0, '', null, 'text', {}, [], { paymentId: [1] }]) expect(read({ metadata }).state).toBe('succeeded');
    expect(read({ id: undefined, amount: undefined, currency: undefined })).toMatchObject({ state: 'succeeded' });
    expect(read({ amount: undefined })).not.toHaveProperty('paid');
  });

  it('never throws, whatever it is', () => {
    fc.assert(fc.property(fc.anything(), (anything) => {
      expect(readTransaction(anything, REFERENCE, 'test').state).toBe('pending');
    }));
    const odd = fc.record({ status: fc.anything(), amount: fc.anything(), currency: fc.anything(), requested_amount: fc.anything(), id: fc.anything(), domain: fc.anything() });
    fc.assert(fc.property(odd, (fields) => {
      expect(readTransaction({ ...fields, reference: REFERENCE }, REFERENCE, 'test').reference).toBe(REFERENCE);
    }));
  });
});

describe('a webhook of Paystack', () => {
  it('that announces a success says which reference to ask about, and what it claims', () => {
    expect(readWebhook(webhook('charge.success'), 'test')).toEqual({
      eventType: 'charge.success', reference: REFERENCE, claimsSuccess: true, claimed: { minor: 500_000n, currency: 'NGN' }, isOurMode: true,
    });
  });

  it.each(['charge.dispute.create', 'transfer.success', 'refund.processed', 'customeridentification.success'])('"%s" is about no payment of ours', (event) => {
    expect(readWebhook(webhook(event), 'test')).toMatchObject({ eventType: event, reference: null, claimsSuccess: false });
  });

  it('about a charge that did not succeed claims no success', () => {
    expect(readWebhook(webhook('charge.failed'), 'test')).toMatchObject({ reference: REFERENCE, claimsSuccess: false });
  });

  it('belongs to the mode that it names, and to ours where it names none', () => {
    expect(readWebhook(webhook('charge.success', data({ domain: 'live' })), 'test').isOurMode).toBe(false);
    expect(readWebhook(webhook('charge.success', data({ domain: undefined })), 'test').isOurMode).toBe(true);
  });

  it.each([[[data()]], [null], [{}], [data({ reference: undefined })], [data({ reference: 7 })], [data({ reference: '' })]])('whose data is %j has no reference', (odd) => {
    expect(readWebhook(webhook('charge.success', odd), 'test')).toMatchObject({ reference: null, claimsSuccess: false });
  });

  it.each(['', 'no json', '{', '[]', 'null', '7', '"text"', '{"data":{}}', '{"event":7}'])('with the body %j is unreadable, and no exception', (text) => {
    expect(readWebhook(Buffer.from(text), 'test')).toMatchObject({ eventType: 'unreadable', reference: null, claimsSuccess: false });
  });

  it('with a name that no table could hold is cut and cleaned', () => {
    const { eventType } = readWebhook(webhook(`charge.${'x'.repeat(5_000)}`), 'test');
    expect(eventType).toHaveLength(100);
    expect(readWebhook(webhook('charge.\u0000success'), 'test').eventType).not.toContain('\u0000');
    expect(readWebhook(webhook('charge.success', data({ reference: 'a\u0000b' })), 'test').reference).toBeNull();
  });

  it('never throws, whatever its bytes are', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => {
      expect(readWebhook(Buffer.from(bytes), 'test').claimsSuccess).toBe(false);
    }));
    fc.assert(fc.property(fc.json(), (json) => {
      expect(typeof readWebhook(Buffer.from(json), 'test').eventType).toBe('string');
    }));
    fc.assert(fc.property(fc.jsonValue(), (odd) => {
      const notice = readWebhook(Buffer.from(JSON.stringify({ event: 'charge.success', data: odd })), 'test');
      expect(notice.claimsSuccess).toBe(notice.reference !== null);
    }));
  });
});
