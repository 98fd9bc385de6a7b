import { readSearch } from './search';

const read = (typed: string) => readSearch(typed, [0, 2, 3]);

describe('what staff type into the search', () => {
  it('is an id, an e-mail, or the beginning of a reference or an e-mail', () => {
    expect(read(' pay_01kaqz3v8m4t6w0c9e5r2b7n1d ')).toEqual({ kind: 'id', id: 'pay_01kaqz3v8m4t6w0c9e5r2b7n1d' });
    expect(read('Ada@Example')).toEqual({ kind: 'prefix', text: 'ada@example', of: ['email'] });
    expect(read('PAY-01kaqz')).toEqual({ kind: 'prefix', text: 'pay-01kaqz', of: ['reference', 'email'] });
  });

  it('is an amount in major units where it has a separator, for each number of decimals that fits', () => {
    expect(read('5,000.00')).toEqual({ kind: 'amount', currency: null, readings: [{ minor: '5000', digits: 0 }, { minor: '500000', digits: 2 }, { minor: '5000000', digits: 3 }] });
    expect(read('12.345')).toEqual({ kind: 'amount', currency: null, readings: [{ minor: '12345', digits: 3 }] });
  });

  it('may be minor units where it has none', () => {
    expect(read('5000')).toEqual({ kind: 'amount', currency: null, readings: [{ minor: '5000', digits: null }, { minor: '500000', digits: 2 }, { minor: '5000000', digits: 3 }] });
  });

  it('may name its currency before or after', () => {
    expect(read('NGN 0.05')).toMatchObject({ kind: 'amount', currency: 'NGN', readings: [{ minor: '5', digits: 2 }, { minor: '50', digits: 3 }] });
    expect(read('250 kwd')).toMatchObject({ kind: 'amount', currency: 'KWD' });
    expect(read('NGN 5 KWD')).toMatchObject({ kind: 'prefix' });
  });

  it('is no amount when it is nothing, or more than any', () => {
    expect(read('0.00')).toMatchObject({ kind: 'prefix' });
    expect(read('9'.repeat(19))).toMatchObject({ kind: 'prefix' });
  });
});
