import type { Core } from '@strapi/strapi';
import { appendEvent, newId, transaction, type Money, type Tx } from '#kernel';
import { post } from '../ledger';
import { askLimits } from '../limits/ask';
import { AS_WRITER } from '../payments';

export interface Released {
  amount: Money;
  /** What is still held, because there is no room for it. */
  leftMinor: bigint;
}

/**
 * Moves what is held of a person's money to their wallets, as much as the limits of this moment have room for. Safe to
 * repeat: the second time there is no room any more, or nothing left. Call it when somebody's limits change, whichever way:
 * the new ones hold from here on for money that comes in.
 *
 * @param inTransaction what belongs to it, e.g. an audit entry, for each currency in which something moved
 * @returns what moved, a line a currency.
 */
export async function releaseHeld(
  strapi: Core.Strapi,
  personId: string,
  { currency, inTransaction }: { currency?: string; inTransaction?: (tx: Tx, released: Released) => Promise<unknown> } = {},
): Promise<Released[]> {
  const moved: Released[] = [];
  for (const each of currency === undefined ? await currenciesOf(strapi, personId) : [currency]) {
    const released = await transaction(strapi, async (tx) => {
      const one = await releaseOne(strapi, tx, personId, each);
      if (one) await inTransaction?.(tx, one);
      return one;
    });
    if (released) moved.push(released);
  }
  return moved;
}

/** Those of whose wallets a limit may be known, held money or not. */
const currenciesOf = (strapi: Core.Strapi, personId: string): Promise<string[]> =>
  transaction(strapi, async (tx) => {
    const rows = await tx.query<{ currency: string }>(
      `SELECT currency FROM payment_limits WHERE payer = $1 UNION SELECT currency FROM ledger_accounts WHERE owner = $1 AND kind = 'held' ORDER BY 1`,
      [personId],
    );
    return rows.map(({ currency }) => currency);
  });

async function releaseOne(strapi: Core.Strapi, tx: Tx, personId: string, currency: string): Promise<Released | undefined> {
  await askLimits(strapi, tx, { payerId: personId, currency });
  const [found] = await lockAccounts(tx, personId, currency);
  const held = BigInt(found?.held ?? 0);
  const fits = found?.room === null || found === undefined || held <= BigInt(found.room) ? held : BigInt(found.room);
  if (fits <= 0n) return undefined;
  const released = { amount: { minor: fits, currency }, leftMinor: held - fits };
  await appendEvent(tx, 'payment.held_released', { type: 'wallet', id: personId }, {
    userId: personId, currency, amountMinor: fits.toString(), leftMinor: released.leftMinor.toString(),
  });
  await post(tx, {
    key: `held_release:${newId('hrl')}`,
    kind: 'held_released',
    subject: personId,
    amount: released.amount,
    debit: { kind: 'held', owner: personId },
    credit: { kind: 'wallet', owner: personId },
  });
  return released;
}

/** In the order of their numbers, as everywhere. `room`: what the wallet still takes, `null` where it takes anything. */
export const lockAccounts = (tx: Tx, personId: string, currency: string) =>
  tx.query<{ held: string | null; room: string | null }>(
    `WITH locked AS MATERIALIZED (
       SELECT a.kind, a.balance_minor, a.ceiling_minor FROM ledger_accounts a CROSS JOIN ${AS_WRITER}
        WHERE a.owner = $1 AND a.currency = $2 AND a.kind IN ('wallet', 'held') ORDER BY a.id FOR NO KEY UPDATE OF a)
     SELECT max(balance_minor) FILTER (WHERE kind = 'held') AS held,
            max(greatest(ceiling_minor - balance_minor, 0)) FILTER (WHERE kind = 'wallet' AND ceiling_minor IS NOT NULL) AS room FROM locked`,
    [personId, currency],
  );
