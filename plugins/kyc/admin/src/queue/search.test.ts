import { searchOf } from './search';

describe('what a reviewer looks for', () => {
  it.each([
    [' kyc_01kaqz3v8m4t6w0c9e5r2b7n1d', { by: 'application', value: 'kyc_01kaqz3v8m4t6w0c9e5r2b7n1d' }],
    ['usr_01kaqz3v8m4t6w0c9e5r2b7n1d ', { by: 'person', value: 'usr_01kaqz3v8m4t6w0c9e5r2b7n1d' }],
    ['Ada@Example.com', { by: 'email', value: 'ada@example.com' }],
    ['222 3334 4445', { by: 'number', type: 'bvn', value: '222 3334 4445' }],
  ])('is known by what they typed: %s', (typed, search) => expect(searchOf(typed, 'bvn')).toEqual(search));

  it('is nothing where they typed nothing', () => expect(searchOf('  ', 'nin')).toBeUndefined());
});
