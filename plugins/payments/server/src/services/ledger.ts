import { clock, newId, type EventRecord, type Money, type Tx } from '#kernel';
import { InsufficientFunds, LedgerKeyReused } from '../errors';

/**
 * `wallet` is what we owe a user; `held` what we owe them and keep apart, because their limits leave no room for it;
 * `gateway` what a gateway owes us; `suspense` what arrived and belongs to nobody yet.
 */
export type AccountKind = 'wallet' | 'held' | 'gateway' | 'suspense';

export interface Account {
  kind: AccountKind;
  /** The user's public id, or the gateway's code. */
  owner: string;
}

export interface Posting {
  /** One posting a key, for ever: what makes a repeat harmless. */
  key: string;
  /** Why money moves, e.g. `payment`, `arrival_in_suspense`. */
  kind: string;
  /** What it belongs to, e.g. a payment's public id. */
  subject: string | null;
  amount: Money;
  debit: Account;
  /** What the ceiling of a wallet does not take goes to the held account of the same owner. */
  credit: Account;
  /** So much of it is held in any case. */
  heldMinor?: bigint;
  /** Told where something is held; how much, the ledger adds as `heldMinor`. */
  ifHeld?: EventRecord;
}

const codeOf = ({ kind, owner }: Account, currency: string) => `${kind}:${owner}:${currency}`;

const isDatabaseError = (error: unknown): error is { code: string; constraint?: string } =>
  typeof error === 'object' && error !== null && 'code' in error;

/** A posting as `ledger_post` takes it: for a statement that posts together with the change it belongs to. */
export const postingRecord = ({ key, kind, subject, amount: { minor, currency }, debit, credit, heldMinor = 0n, ifHeld }: Posting) => ({
  id: newId('pst'),
  key,
  kind,
  subject,
  at: clock.now(),
  lines: [
    { account: codeOf(debit, currency), direction: 'debit', amountMinor: minor.toString() },
    { account: codeOf(credit, currency), direction: 'credit', amountMinor: minor.toString() },
  ],
  ...(heldMinor > 0n ? { heldMinor: heldMinor.toString() } : {}),
  ...(ifHeld ? { ifHeld } : {}),
});

/**
 * Moves an amount from one account to another within the caller's transaction. Call it last: it locks wallets until COMMIT.
 *
 * @returns the posting's public id, or `null` when the same posting had been written before.
 * @throws InsufficientFunds when a wallet would fall below zero.
 * @throws LedgerKeyReused when the key belongs to another posting.
 */
export async function post(tx: Tx, posting: Posting): Promise<string | null> {
  try {
    const [row] = await tx.query<{ written: string[] }>('SELECT ledger_post($1) AS written', [JSON.stringify([postingRecord(posting)])]);
    return row?.written[0] ?? null;
  } catch (error) {
    if (isDatabaseError(error) && error.constraint === 'ledger_accounts_not_negative') throw new InsufficientFunds({ currency: posting.amount.currency });
    if (isDatabaseError(error) && error.constraint === 'ledger_key_reused') throw new LedgerKeyReused({ key: posting.key });
    throw error;
  }
}
