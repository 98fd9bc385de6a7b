import { BY_INDEX, check, commitTrigger, foreignKey, index, neverDeleted, oneOf, onlyWriter, sqlFunction, stepsOf, table, trigger, uniqueIndex, type Guard } from '#kernel';
import { paymentMachine } from '../domain/payment';
import { discrepancyGuards } from './discrepancies';
import { ledgerGuards } from './ledger';
import { limitGuards } from './limits';

/** What a transaction is about never changes, and its state takes only the steps of its machine. */
const guardTransaction = sqlFunction(
  'payments_guard_transaction()',
  'trigger',
  `BEGIN
  IF (NEW.document_id, NEW.kind, NEW.amount_minor, NEW.currency, NEW.gateway, NEW.payer_id, NEW.created_at)
     IS DISTINCT FROM (OLD.document_id, OLD.kind, OLD.amount_minor, OLD.currency, OLD.gateway, OLD.payer_id, OLD.created_at) THEN
    RAISE EXCEPTION 'What transaction % is about never changes.', OLD.document_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (${stepsOf(paymentMachine)}) THEN
    RAISE EXCEPTION 'Transaction % cannot go from % to %.', OLD.document_id, OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

/** A payment that succeeded has credited its payer with its amount, in the wallet or held: at COMMIT there is that posting, and one alone. */
const assertCredited = sqlFunction(
  'payments_assert_credited()',
  'trigger',
  `BEGIN
  IF NEW.kind = 'payment' AND NEW.state IN ('succeeded', 'partially_refunded', 'refunded')
     AND NEW.amount_minor IS DISTINCT FROM (
       SELECT sum(e.amount_minor) FROM ledger_postings p JOIN ledger_entries e ON e.posting_id = p.id JOIN ledger_accounts a ON a.id = e.account_id
         JOIN up_users u ON u.id = NEW.payer_id
        WHERE p.subject = NEW.document_id AND p.kind = 'payment' AND e.direction = 'credit' AND a.kind IN ('wallet', 'held')
          AND a.owner = u.document_id AND a.currency = NEW.currency) THEN
    RAISE EXCEPTION 'Payment % succeeded without crediting its payer.', NEW.document_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END`,
  BY_INDEX,
);

/** Rules that PostgreSQL keeps even if our code is wrong. Idempotent; runs at every boot, after schema sync. */
export const guards: Guard[] = [
  ...ledgerGuards,
  uniqueIndex('transactions_public_id', 'transactions (document_id)'),
  uniqueIndex('transactions_idempotency', 'transactions (idempotency_token) WHERE idempotency_token IS NOT NULL'),
  check('transactions', 'transactions_amount_positive', 'amount_minor > 0 AND amount_minor IS NOT NULL'),
  check('transactions', 'transactions_kind_known', `kind IN ('payment', 'refund', 'payout')`),
  check('transactions', 'transactions_state_known', oneOf('state', paymentMachine.states)),
  check('transactions', 'transactions_currency_form', `currency ~ '^[A-Z]{3}$'`),
  check('transactions', 'transactions_complete', 'document_id IS NOT NULL AND payer_id IS NOT NULL AND gateway IS NOT NULL AND reference IS NOT NULL AND created_at IS NOT NULL'),
  foreignKey('transactions', 'transactions_payer', 'payer_id', 'up_users (id)'),
  // One index a filter of the list, each in the order of the list, so that a page costs the same at any size.
  index('transactions_of_payer', 'transactions (payer_id, created_at DESC, id DESC)'),
  index('transactions_of_payer_by_state', 'transactions (payer_id, state, created_at DESC, id DESC)'),
  index('transactions_of_payer_by_currency', 'transactions (payer_id, currency, created_at DESC, id DESC)'),
  index('transactions_newest', 'transactions (created_at DESC, id DESC)'),
  // The filters of the staff's list, alone and together: the few combinations that occur are walked one by one.
  index('transactions_by_facet', 'transactions (kind, gateway, currency, state, created_at DESC, id DESC) INCLUDE (amount_minor)'),
  index('transactions_by_amount_and_facet', 'transactions (amount_minor, kind, gateway, currency, state, created_at DESC, id DESC)'),
  index('payers_by_email', 'up_users ((lower(email)) COLLATE "C")'),
  guardTransaction,
  onlyWriter('transactions', 'payments'),
  trigger('transactions', 'transactions_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'payments_guard_transaction()'),
  neverDeleted('transactions'),
  assertCredited,
  commitTrigger('transactions', 'transactions_credited', 'AFTER INSERT OR UPDATE', 'payments_assert_credited()'),

  table(
    'payment_attempts',
    `reference text PRIMARY KEY CHECK (reference ~ '^[a-z0-9-]{16,50}$'),
     transaction_id int NOT NULL REFERENCES transactions (id) ON DELETE RESTRICT,
     number int NOT NULL,
     gateway text NOT NULL,
     state text NOT NULL CHECK (state IN ('starting', 'open', 'lost', 'void', 'refused', 'succeeded', 'failed')),
     checkout_url text,
     gateway_id text,
     gateway_status text,
     checks int NOT NULL DEFAULT 0,
     check_at timestamptz,
     checked_at timestamptz,
     last_error text,
     started_at timestamptz NOT NULL,
     called_at timestamptz,
     UNIQUE (transaction_id, number)`,
  ),
  index('payment_attempts_due', 'payment_attempts (check_at) WHERE check_at IS NOT NULL'),
  index('payment_attempts_by_prefix', 'payment_attempts (reference COLLATE "C")'),
  neverDeleted('payment_attempts'),

  ...discrepancyGuards,
  ...limitGuards,
];
