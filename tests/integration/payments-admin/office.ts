import { randomUUID } from 'node:crypto';
import { createStaff, type TestStaff } from '../../access/people.ts';
import { createUser, eventually, startServerWithSandbox, type TestSandbox, type TestServer, type TestUser } from '../../support/index.ts';

/** What the admin API says, as far as these tests look at it. */
export interface Row {
  id: string;
  state: string;
  reference: string;
  amountMinor: string;
  currency: string;
  payer: { id: string; email: string };
  isFlagged: boolean;
  createdAt: string;
}
export interface Listed {
  data: Row[];
  meta: { nextCursor: string | null; isCapped: boolean };
}
export interface DiscrepancyRow {
  id: string;
  kind: string;
  state: string;
  reference: string;
  amountMinor: string | null;
  payment: { id: string } | null;
  note: string | null;
  resolvedBy: { name: string } | null;
  webhooks: { id: string }[];
  postings: { kind: string; entries: { account: string; direction: string; amountMinor: string }[] }[];
}
export interface PaymentFile extends Row {
  timeline: { source: string; type: string; actor: { type: string; id: string; name: string | null }; data: Record<string, unknown> }[];
  webhooks: { id: string; state: string; repeats: number; attempts: number }[];
  postings: DiscrepancyRow['postings'];
  attempts: { reference: string; state: string }[];
  discrepancies: DiscrepancyRow[];
}

export interface Office {
  server: TestServer;
  sandbox: TestSandbox;
  /** May do everything. */
  admin: TestStaff;
  /** Reads, and asks the gateway; moves no money. */
  moderator: TestStaff;
}

export async function openOffice(): Promise<Office> {
  const { server, sandbox } = await startServerWithSandbox();
  return { server, sandbox, admin: await createStaff(server, 'strapi-super-admin'), moderator: await createStaff(server, 'mangrove-moderator') };
}

export const newPayer = (office: Office): Promise<TestUser> => createUser(office.server);

/** A payment that waits for its payer. */
export async function beginPayment(payer: TestUser, amountMinor: string, currency = 'NGN'): Promise<{ id: string; reference: string }> {
  const { status, body } = await payer.http.post<{ data: { id: string; reference: string } }>('/api/payments', { body: { amountMinor, currency, metadata: { order: 'A-1' } } });
  if (status !== 201) throw new Error(`Beginning a payment was answered with ${status}: ${JSON.stringify(body)}`);
  return body.data;
}

export const list = async (office: Office, query = ''): Promise<Listed> => {
  const { status, body } = await office.admin.http.get<Listed>(`/payments/transactions${query}`);
  if (status !== 200) throw new Error(`The list answered ${status}: ${JSON.stringify(body)}`);
  return body;
};

export const open = async (office: Office, id: string): Promise<PaymentFile> => (await office.admin.http.get<{ data: PaymentFile }>(`/payments/transactions/${id}`)).body.data;

export async function paid(office: Office, payer: TestUser, amountMinor: string, currency = 'NGN') {
  const payment = await beginPayment(payer, amountMinor, currency);
  office.sandbox.control.transactions.pay(payment.reference, {});
  await eventually(async () => (await open(office, payment.id)).state === 'succeeded');
  return payment;
}

/** The gateway took another amount than we asked for. */
export async function misfit(office: Office, payer: TestUser, askedMinor: string, paidMinor: number): Promise<DiscrepancyRow> {
  const payment = await beginPayment(payer, askedMinor);
  office.sandbox.control.transactions.patch(payment.reference, { amount: paidMinor, requested_amount: paidMinor });
  office.sandbox.control.transactions.pay(payment.reference, {});
  return eventually(async () => (await open(office, payment.id)).discrepancies[0]);
}

/** Money for a reference that we never gave out. */
export async function stray(office: Office, amount: number): Promise<DiscrepancyRow> {
  const reference = `shop-${randomUUID().slice(0, 18)}`;
  office.sandbox.control.transactions.create({ reference, amount, currency: 'NGN', email: 'stranger@example.com', status: 'success', metadata: null, domain: 'test', sendWebhook: true });
  return eventually(async () => (await discrepancies(office)).find((found) => found.reference === reference));
}

export const discrepancies = async (office: Office, query = ''): Promise<DiscrepancyRow[]> =>
  (await office.admin.http.get<{ data: DiscrepancyRow[] }>(`/payments/discrepancies${query}`)).body.data;

export const resolve = (office: Office, id: string, body: object, key?: string, who: TestStaff = office.admin) =>
  who.http.post<{ data: DiscrepancyRow | null; error?: { code: string } }>(`/payments/discrepancies/${id}/resolve`, { body, ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }) });

export const walletOf = async (payer: TestUser): Promise<string> => {
  const { body } = await payer.http.get<{ data: { currency: string; balanceMinor: string }[] }>('/api/wallets');
  return body.data.find(({ currency }) => currency === 'NGN')?.balanceMinor ?? '0';
};
