import type { Core } from '@strapi/strapi';
import { appendEvent, audit, NotFound, transaction, type Money } from '#kernel';
import { GatewayUnknown } from '../../errors';
import { gateways } from '../../gateways/registry';
import { HeldNotEnough } from '../../limit-errors';
import { post } from '../ledger';
import { lockAccounts } from './release';

export interface HeldReturn {
  personId: string;
  amount: Money;
  /** Where staff gave it back. */
  gateway: string;
  /** Why; for whoever looks at it later. */
  note: string;
  /** One return for ever: makes a repeat harmless. */
  token: string;
}

/**
 * Records that staff gave held money back at a gateway.
 *
 * @throws GatewayUnknown, HeldNotEnough; NotFound where nothing was ever held.
 */
export function returnHeld(strapi: Core.Strapi, { personId, amount, gateway, note, token }: HeldReturn): Promise<void> {
  const known = gateways(strapi).codes();
  if (!known.includes(gateway)) throw new GatewayUnknown({ gateway, known });
  const key = `held_return:${token}`;
  return transaction(strapi, async (tx) => {
    const [found] = await lockAccounts(tx, personId, amount.currency);
    if (found?.held == null) throw new NotFound();
    if ((await tx.query('SELECT 1 FROM ledger_postings WHERE key = $1', [key])).length > 0) return;
    const left = BigInt(found.held) - amount.minor;
    if (left < 0n) throw new HeldNotEnough({ currency: amount.currency, heldMinor: found.held });
    const facts = { currency: amount.currency, amountMinor: amount.minor.toString(), gateway };
    await appendEvent(tx, 'payment.held_returned', { type: 'wallet', id: personId }, { userId: personId, ...facts, leftMinor: left.toString() });
    await audit(tx, { action: 'held.returned', subject: { type: 'user', id: personId }, data: { ...facts, note } });
    await post(tx, {
      key,
      kind: 'held_returned',
      subject: personId,
      amount,
      debit: { kind: 'held', owner: personId },
      credit: { kind: 'gateway', owner: gateway },
    });
  });
}
