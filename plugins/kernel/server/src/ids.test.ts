import fc from 'fast-check';
import { isId, newId } from './ids';

describe('a public id', () => {
  it('has its prefix and 26 letters that can be read aloud', () => {
    expect(newId('pay')).toMatch(/^pay_[0-9a-hjkmnp-tv-z]{26}$/);
  });

  it('sorts by its moment of creation', () => {
    const moment = fc.integer({ min: 0, max: 2 ** 48 - 1 });
    fc.assert(fc.property(moment, moment, (a, b) => expect(Math.sign(newId('x', a).slice(0, 12).localeCompare(newId('x', b).slice(0, 12)))).toBe(Math.sign(a - b))));
  });

  it('does not come twice', () => {
    expect(new Set(Array.from({ length: 20_000 }, () => newId('pay', 0))).size).toBe(20_000);
  });

  it('is told from other text by its form', () => {
    const id = newId('pay');
    expect(isId('pay', id)).toBe(true);
    for (const other of [newId('usr'), id.slice(1), `${id}0`, id.toUpperCase(), id.replace(/.$/, 'u'), `${id.slice(0, -1)}\n`, '', 'pay_']) expect(isId('pay', other)).toBe(false);
  });
});
