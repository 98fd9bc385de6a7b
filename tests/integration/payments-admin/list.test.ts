import { beginPayment, list, misfit, newPayer, openOffice, paid, type Office } from './office.ts';
import type { TestUser } from '../../support/index.ts';

describe('the list of all payments', () => {
  let office: Office;
  let ada: TestUser;
  let chinedu: TestUser;
  let succeeded: { id: string; reference: string };
  let waiting: { id: string; reference: string };
  let dollars: { id: string; reference: string };
  let flaggedId: string;

  beforeAll(async () => {
    office = await openOffice();
    [ada, chinedu] = [await newPayer(office), await newPayer(office)];
    succeeded = await paid(office, ada, '500000');
    waiting = await beginPayment(chinedu, '75050');
    dollars = await beginPayment(ada, '320000', 'GHS');
    flaggedId = (await misfit(office, chinedu, '2000000', 1_500_000)).payment?.id ?? '';
  });

  const ids = async (query: string) => (await list(office, query)).data.map(({ id }) => id);

  it('has the payments of everybody, newest first', async () => {
    expect(await ids('')).toEqual([flaggedId, dollars.id, waiting.id, succeeded.id]);
  });

  it('pages by cursor without skipping or repeating', async () => {
    const first = await list(office, '?limit=3');
    const second = await list(office, `?limit=3&cursor=${first.meta.nextCursor}`);
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(await ids(''));
    expect(second.meta.nextCursor).toBeNull();
  });

  it.each<[string, string, () => string[]]>([
    ['a state', '?state=succeeded', () => [succeeded.id]],
    ['a currency', '?currency=GHS', () => [dollars.id]],
    ['a state and a currency together', '?state=pending&currency=NGN', () => [flaggedId, waiting.id]],
    ['a gateway that was never used', '?gateway=cowrie', () => []],
    ['an open discrepancy', '?flagged=true', () => [flaggedId]],
    ['an open discrepancy and an amount', '?flagged=true&search=20,000.00', () => [flaggedId]],
    ['a time that is over', '?to=2020-01-01T00:00:00Z', () => []],
  ])('can be narrowed to %s', async (_what, query, expected) => {
    expect(await ids(query)).toEqual(expected());
  });

  it.each<[string, () => string, () => string[]]>([
    ['a reference', () => waiting.reference, () => [waiting.id]],
    ['the beginning of a reference', () => waiting.reference.slice(0, -2), () => [waiting.id]],
    ['a reference in capitals', () => waiting.reference.toUpperCase(), () => [waiting.id]],
    ['a public id', () => dollars.id, () => [dollars.id]],
    ['an e-mail', () => ada.email, () => [dollars.id, succeeded.id]],
    ['the beginning of an e-mail', () => chinedu.email.slice(0, 12), () => [flaggedId, waiting.id]],
    ['an amount as people write it', () => '5,000.00', () => [succeeded.id]],
    ['an amount in minor units', () => '75050', () => [waiting.id]],
    ['an amount with its currency', () => 'GHS 3,200', () => [dollars.id]],
    ['an amount in another currency', () => 'GHS 5,000', () => []],
    ['nothing that exists', () => 'nothing-like-this', () => []],
  ])('finds %s', async (_what, typed, expected) => {
    expect(await ids(`?search=${encodeURIComponent(typed())}`)).toEqual(expected());
  });

  it('marks what has an open discrepancy', async () => {
    const { data } = await list(office);
    expect(data.filter(({ isFlagged }) => isFlagged).map(({ id }) => id)).toEqual([flaggedId]);
  });

  it('gives no cursor for other filters, and takes none', async () => {
    const { meta } = await list(office, '?limit=1');
    const answer = await office.admin.http.get(`/payments/transactions?limit=1&state=pending&cursor=${meta.nextCursor}`);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'KERNEL_CURSOR_WRONG']);
  });

  it.each(['limit=0', 'limit=101', 'state=lost', 'currency=XXX', 'from=yesterday', 'search=ab', 'flagged=maybe', 'colour=red', 'cursor=x.y'])('refuses ?%s', async (query) => {
    const answer = await office.admin.http.get(`/payments/transactions?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body.error.code).toMatch(/^KERNEL_(VALIDATION_FAILED|CURSOR_WRONG)$/);
  });
});
