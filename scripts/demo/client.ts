import { randomBytes } from 'node:crypto';
import { createClient } from './http.ts';
import { expect, until } from './expect.ts';

export interface Payment {
  id: string;
  reference: string;
  state: string;
  amountMinor: string;
  currency: string;
  nextAction: { type: 'redirect'; url: string } | null;
}

/** A payment that waits for its payer. */
export type OpenPayment = Payment & { nextAction: { url: string } };

export interface WalletEntry {
  kind: string;
  direction: 'credit' | 'debit';
  amountMinor: string;
  balanceAfterMinor: string;
  transactionId: string | null;
}

interface Session {
  jwt: string;
  user: { id: string | number; email: string };
}

export const NAIRA = 'NGN';
/** NGN 5,000.00 in kobo. */
export const FIVE_THOUSAND = '500000';

/** A person with an account, who does what an app would do for them. */
export interface Customer {
  readonly email: string;
  readonly id: string;
  readonly token: string;
  wallets(): Promise<{ currency: string; balanceMinor: string }[]>;
  /** In minor units; zero where there is no wallet yet. */
  balance(): Promise<bigint>;
  entries(): Promise<WalletEntry[]>;
  startPayment(description: string): Promise<OpenPayment>;
  payment(id: string): Promise<Payment>;
  /** What an app calls when the browser comes back from the checkout. */
  sync(id: string): Promise<Payment>;
  /** Waits, by asking for the payment, until it has this state. */
  reaches(id: string, state: string, timeoutMs?: number): Promise<Payment>;
}

/** Registers somebody new, so that the demo can be played again and again. */
export async function registerCustomer(api: string, name: string): Promise<Customer> {
  const username = `${name}-${randomBytes(4).toString('hex')}`;
  const email = `${username}@mangrove.test`;
  const password = `Tide-${randomBytes(9).toString('base64url')}-7`;
  const { jwt, user } = await createClient(api).post<Session>('/auth/local/register', { username, email, password });
  const { get, post } = createClient(api, jwt);

  const wallets = async () => (await get<{ data: { currency: string; balanceMinor: string }[] }>('/wallets')).data;
  const payment = async (id: string) => (await get<{ data: Payment }>(`/payments/${id}`)).data;
  return {
    email,
    id: String(user.id),
    token: jwt,
    wallets,
    balance: async () => BigInt((await wallets()).find(({ currency }) => currency === NAIRA)?.balanceMinor ?? 0),
    entries: async () => (await get<{ data: WalletEntry[] }>(`/wallets/${NAIRA}/entries?limit=100`)).data,
    async startPayment(description) {
      const body = { amountMinor: FIVE_THOUSAND, currency: NAIRA, description };
      const { data } = await post<{ data: Payment }>('/payments', body);
      expect(data.state === 'pending', `A new payment is "pending" from its first answer on; this one is "${data.state}".`);
      expect(data.nextAction !== null, `Payment ${data.id} came without the address of a checkout.`);
      return { ...data, nextAction: data.nextAction };
    },
    payment,
    sync: async (id) => (await post<{ data: Payment }>(`/payments/${id}/sync`)).data,
    reaches: (id, state, timeoutMs) => until(() => payment(id), (seen) => seen.state === state, `payment ${id} to be "${state}"`, timeoutMs),
  };
}

/** `NGN 5,000.00`. Naira have two decimals; the demo needs no other currency. */
export const naira = (minor: bigint | string): string => {
  const digits = BigInt(minor).toString().padStart(3, '0');
  return `NGN ${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`;
};
