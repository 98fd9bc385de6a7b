import { beginPayment, newPayer, openOffice, paid, type Office } from './office.ts';

interface Totals {
  data: { currency: string; from: string; to: string; days: { day: string; succeeded: Total; failed: Total; abandoned: Total }[] };
  meta: { currencies: string[]; gateways: string[] };
}
interface Total {
  count: number;
  amountMinor: string;
}

describe('the totals per day', () => {
  let office: Office;
  const totals = async (query = '') => (await office.admin.http.get<Totals>(`/payments/totals${query}`)).body;

  beforeAll(async () => {
    office = await openOffice();
  });

  it('are zeros where nothing has happened yet', async () => {
    const { data, meta } = await totals();
    expect(data.days).toHaveLength(30);
    expect(data.days.every(({ succeeded, failed, abandoned }) => succeeded.count + failed.count + abandoned.count === 0)).toBe(true);
    expect(meta).toEqual({ currencies: [], gateways: [] });
  });

  it('count and add up by what became of the payments, each currency for itself', async () => {
    const payer = await newPayer(office);
    await paid(office, payer, '500000');
    await paid(office, payer, '250050');
    await paid(office, payer, '99900', 'GHS');
    await beginPayment(payer, '1000000');
    const declined = await beginPayment(payer, '75000');
    office.sandbox.control.transactions.decline(declined.reference, 'Insufficient funds');
    await office.admin.http.post(`/payments/transactions/${declined.id}/sync`);
    const { data, meta } = await totals('?currency=NGN');
    expect(data.days.at(-1)).toEqual({
      day: new Date().toISOString().slice(0, 10),
      succeeded: { count: 2, amountMinor: '750050' },
      failed: { count: 1, amountMinor: '75000' },
      abandoned: { count: 0, amountMinor: '0' },
    });
    expect(meta).toEqual({ currencies: ['GHS', 'NGN'], gateways: ['paystack'] });
  });

  it('cover the days that were asked for, and nothing after them', async () => {
    const { data } = await totals('?currency=NGN&from=2026-01-01&to=2026-01-04');
    expect(data.days.map(({ day }) => day)).toEqual(['2026-01-01', '2026-01-02', '2026-01-03']);
  });

  it.each(['from=2026-01-01', 'from=2026-01-02&to=2026-01-01', 'from=2025-01-01&to=2026-01-01', 'from=2026-13-01&to=2026-13-02', 'currency=ngn'])('refuse ?%s', async (query) => {
    expect((await office.admin.http.get(`/payments/totals?${query}`)).status).toBe(400);
  });
});
