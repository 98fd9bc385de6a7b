import { readAnswer } from './read';

const EMAIL = 'kva-00000000000000000000000001@customers.example.com';
const HANDLE = { reference: 'kva-00000000000000000000000001', providerReference: 'CUS_x', kind: 'identity_number' as const };
const read = (raw: unknown, handle = HANDLE) => readAnswer(raw, handle, EMAIL);
const customer = (more: object) => ({ customer: { email: EMAIL, customer_code: 'CUS_x', identified: false, identifications: null, ...more } });
const account = (accountName: unknown, names: object = { firstName: 'Adaeze', lastName: 'Okafor' }) =>
  read({ resolved: { account_number: '0000001015', account_name: accountName }, asked: { accountNumber: '0000001015', ...names } });

describe('what Paystack says about a customer', () => {
  it('is "not yet" until they are identified', () => {
    expect(read(customer({})).state).toBe('pending');
  });

  it('is a pass where they were identified by their account', () => {
    expect(read(customer({ identified: true, identifications: [{ type: 'bank_account', bvn: '222*****101' }] }))).toMatchObject({ state: 'passed', checks: [{ name: 'number', outcome: 'passed' }, { name: 'account' }, { name: 'name' }] });
  });

  it.each([['otherwise', { identified: true, identifications: [{ type: 'bvn' }] }], ['by nothing', { identified: true, identifications: null }], ['in a word of its own', { identified: 'provisionally' }], ['not said', { identified: undefined }]])(
    'is looked at by a person where they were identified %s', (_how, more) => {
      expect(read(customer(more)).state).toBe('review');
    });

  it('is not believed about anybody else', () => {
    const passed = { identified: true, identifications: [{ type: 'bank_account' }] };
    expect(read(customer({ ...passed, email: 'kva-2@customers.example.com' })).state).toBe('review');
    expect(read(customer({ ...passed, customer_code: 'CUS_y' })).state).toBe('review');
    // Its name was in an answer that got lost: the address is enough.
    expect(readAnswer(customer(passed), { ...HANDLE, providerReference: null }, EMAIL).state).toBe('passed');
  });

  it('is a failure where a webhook says so, with the reason', () => {
    const told = (event: string, more: object = {}) => ({ webhook: { event: `customeridentification.${event}`, data: { email: EMAIL, customer_code: 'CUS_x', reason: 'Account number or BVN is incorrect', ...more } } });
    expect(read(told('failed'))).toMatchObject({ state: 'failed', reasons: [{ code: 'identification_failed', text: 'Account number or BVN is incorrect' }] });
    expect(read(told('failed', { customer_code: 'CUS_y' })).state).toBe('review');
    expect(read(told('success')).state).toBe('review');
  });

  it.each([null, undefined, 7, 'text', [], {}, { customer: 7 }, { resolved: undefined }])('survives %j', (raw) => {
    expect(read(raw).state).toBe('review');
  });
});

describe('the name of an account', () => {
  it.each([
    ['OKAFOR ADAEZE', 'passed', 'passed'], ['okafor, adaeze', 'passed', 'passed'],
    ['ADAEZE CHIOMA OKAFOR', 'review', 'unclear'], ['OKAFOR ADAESE', 'review', 'unclear'],
    ['MARINE TRADING LIMITED', 'failed', 'failed'], ['CHIOMA OKAFOR', 'failed', 'failed'],
  ])('that is %s comes to %s', (accountName, state, outcome) => {
    expect(account(accountName)).toMatchObject({ state, checks: [{ name: 'account_name', outcome }] });
  });

  it('may be written with or without its marks', () => {
    expect(account('MUELLER ZOE', { firstName: 'Zoë', lastName: 'Müller' }).state).toBe('passed');
  });

  it('is shown to staff where it differs', () => {
    expect(account('MARINE TRADING LIMITED').reasons).toEqual([{ code: 'account_name_different', text: 'The account is in the name of "MARINE TRADING LIMITED".' }]);
  });

  it('that the bank does not give, or that is of another account, says nothing', () => {
    expect(read({ resolved: null, asked: {} })).toMatchObject({ state: 'review', reasons: [{ code: 'account_not_resolved' }] });
    expect(account(42).state).toBe('review');
    expect(read({ resolved: { account_number: '1', account_name: 'OKAFOR ADAEZE' }, asked: { accountNumber: '0000001015', firstName: 'Adaeze', lastName: 'Okafor' } }).state).toBe('review');
  });
});
