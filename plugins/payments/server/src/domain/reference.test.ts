import { newReference, REFERENCE } from './reference';

describe('a reference', () => {
  it('is valid for transactions and for transfers of Paystack alike', () => {
    for (const reference of Array.from({ length: 200 }, newReference)) {
      expect(reference).toMatch(REFERENCE);
      expect(reference).toMatch(/^[A-Za-z0-9.=-]+$/);
      expect(reference).toMatch(/^[a-z0-9_-]{16,50}$/);
    }
  });

  it('is never given twice', () => {
    const many = Array.from({ length: 5_000 }, newReference);
    expect(new Set(many).size).toBe(many.length);
  });
});
