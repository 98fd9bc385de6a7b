import type { Core } from '@strapi/strapi';
import { actorText, appendEvent, audit, clock, NotFound, requestContext, transaction, ValidationFailed, type Money, type Tx } from '#kernel';
import { DiscrepancyHoldsMoney, DiscrepancyNotCreditable, DiscrepancyResolved } from '../../errors';
import { post, type Account } from '../ledger';
import { askLimits } from '../limits/ask';
import { AS_WRITER, lockPayment } from '../payments';
import { resolutionKey } from './discrepancy-file';

export interface Resolution {
  action: 'credit' | 'return' | 'dismiss';
  /** Why; for whoever looks at it later. */
  note: string;
  /** Whose money it is, where the reference does not say. Public id of a user. */
  userId?: string | undefined;
  /** Finds the outcome of a repeat whose first request died before its answer was kept. */
  token?: string | undefined;
}

interface Row {
  id: string;
  state: string;
  gateway: string;
  reference: string;
  amount_minor: string | null;
  currency: string | null;
  resolution_token: string | null;
  payment_id: string | null;
}

const outcomes = { credit: 'credited', return: 'returned', dismiss: 'dismissed' } as const;

/**
 * Settles what did not fit: the state, the ledger, the event and the audit entry, all or none. `credit` moves the money
 * from suspense to a wallet, `return` records that staff gave it back at the gateway, `dismiss` is for news without money.
 *
 * @throws NotFound, DiscrepancyResolved, DiscrepancyNotCreditable, DiscrepancyHoldsMoney
 */
export function resolveDiscrepancy(strapi: Core.Strapi, id: string, resolution: Resolution): Promise<void> {
  return transaction(strapi, async (tx) => {
    const found = await lock(tx, id);
    if (found.state !== 'open') {
      if (resolution.token !== undefined && found.resolution_token === resolution.token) return;
      throw new DiscrepancyResolved();
    }
    const { action, note } = resolution;
    const arrived: Money | undefined = found.amount_minor !== null && found.currency !== null ? { minor: BigInt(found.amount_minor), currency: found.currency } : undefined;
    if (action === 'dismiss' && arrived) throw new DiscrepancyHoldsMoney();
    if (action !== 'dismiss' && !arrived) throw new DiscrepancyNotCreditable();
    const to = action === 'credit' ? await walletFor(tx, found, resolution.userId) : undefined;

    await close(tx, found, resolution);
    await appendEvent(tx, 'payment.discrepancy_resolved', { type: 'payment', id: found.payment_id ?? found.id }, {
      discrepancyId: found.id,
      action,
      ...(found.payment_id === null ? {} : { paymentId: found.payment_id }),
    });
    await audit(tx, {
      action: 'discrepancy.resolved',
      subject: { type: 'discrepancy', id: found.id },
      data: { action, note, reference: found.reference, ...(found.payment_id === null ? {} : { paymentId: found.payment_id }), ...(to ? { creditedTo: to.owner } : {}) },
    });
    // Above their limits it is held: the wallet is to know its ceiling.
    if (arrived && to) await askLimits(strapi, tx, { payerId: to.owner, currency: arrived.currency });
    if (arrived) await empty(tx, found, arrived, to);
  });
}

/** The payment first, as everywhere: the order of its events is the order of its locks. */
async function lock(tx: Tx, id: string): Promise<Row> {
  const [named] = await tx.query<{ payment_id: string | null }>(
    `SELECT t.document_id AS payment_id FROM payment_discrepancies d LEFT JOIN transactions t ON t.id = d.transaction_id WHERE d.document_id = $1`,
    [id],
  );
  if (!named) throw new NotFound();
  if (named.payment_id !== null) await lockPayment(tx, named.payment_id);
  const [row] = await tx.query<Omit<Row, 'payment_id'>>(
    `SELECT d.document_id AS id, d.state, d.gateway, d.reference, d.amount_minor, d.currency, d.resolution_token
     FROM payment_discrepancies d CROSS JOIN ${AS_WRITER} WHERE d.document_id = $1 FOR UPDATE OF d`,
    [id],
  );
  if (!row) throw new NotFound();
  return { ...row, payment_id: named.payment_id };
}

/** Money of a payment is its payer's; only where the reference is none of ours do staff say whose it is. */
async function walletFor(tx: Tx, { payment_id }: Row, userId: string | undefined): Promise<Account> {
  if (payment_id !== null && userId !== undefined) {
    throw new ValidationFailed({ errors: [{ path: ['body', 'userId'], message: 'This money belongs to a payment, so it goes to its payer: leave userId out' }] });
  }
  const [owner] = await tx.query<{ id: string }>(
    payment_id === null
      ? 'SELECT document_id AS id FROM up_users WHERE document_id = $1'
      : 'SELECT u.document_id AS id FROM transactions t JOIN up_users u ON u.id = t.payer_id WHERE t.document_id = $1',
    [payment_id ?? userId ?? null],
  );
  if (!owner) throw new DiscrepancyNotCreditable();
  return { kind: 'wallet', owner: owner.id };
}

async function close(tx: Tx, { id }: Row, { action, note, token }: Resolution): Promise<void> {
  const closed = await tx.execute(
    `UPDATE payment_discrepancies SET state = $2, note = $3, resolved_by = $4, resolved_at = $5, updated_at = $5, resolution_token = $6
     WHERE document_id = $1 AND state = 'open'`,
    [id, outcomes[action], note, actorText(requestContext.actor()), clock.now(), token ?? null],
  );
  if (closed !== 1) throw new DiscrepancyResolved();
}

const empty = (tx: Tx, { id, gateway, payment_id }: Row, amount: Money, to: Account | undefined) =>
  post(tx, {
    key: resolutionKey(id),
    kind: to ? 'suspense_credited' : 'suspense_returned',
    subject: payment_id,
    amount,
    debit: { kind: 'suspense', owner: gateway },
    credit: to ?? { kind: 'gateway', owner: gateway },
  });
