import { check, commitTrigger, index, neverDeleted, onlyWriter, sqlFunction, trigger, uniqueIndex, type Guard } from '#kernel';

/** A discrepancy is resolved once, and what it is about never changes. */
const guardDiscrepancy = sqlFunction(
  'payments_guard_discrepancy()',
  'trigger',
  `BEGIN
  IF OLD.state <> 'open' THEN
    RAISE EXCEPTION 'Discrepancy % has been resolved.', OLD.document_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.document_id, NEW.kind, NEW.gateway, NEW.reference, NEW.transaction_id, NEW.amount_minor, NEW.currency, NEW.created_at)
     IS DISTINCT FROM (OLD.document_id, OLD.kind, OLD.gateway, OLD.reference, OLD.transaction_id, OLD.amount_minor, OLD.currency, OLD.created_at) THEN
    RAISE EXCEPTION 'What discrepancy % is about never changes.', OLD.document_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

/** Credited or returned, and out of suspense, are one thing: at COMMIT each has the other. */
const assertResolved = sqlFunction(
  'payments_assert_resolved()',
  'trigger',
  `BEGIN
  IF NEW.state IN ('credited', 'returned') AND NOT EXISTS (SELECT 1 FROM ledger_postings WHERE key = 'resolution:' || NEW.document_id) THEN
    RAISE EXCEPTION 'Discrepancy % was % without a posting.', NEW.document_id, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END`,
);

export const discrepancyGuards: Guard[] = [
  uniqueIndex('payment_discrepancies_public_id', 'payment_discrepancies (document_id)'),
  uniqueIndex('payment_discrepancies_once', 'payment_discrepancies (gateway, reference, kind)'),
  index('payment_discrepancies_open', `payment_discrepancies (created_at DESC, id DESC) WHERE state = 'open'`),
  index('payment_discrepancies_by_state', 'payment_discrepancies (state, created_at DESC, id DESC)'),
  index('payment_discrepancies_newest', 'payment_discrepancies (created_at DESC, id DESC)'),
  index('payment_discrepancies_of_transaction', 'payment_discrepancies (transaction_id)'),
  check('payment_discrepancies', 'payment_discrepancies_state', `state IN ('open', 'credited', 'returned', 'dismissed')`),
  check('payment_discrepancies', 'payment_discrepancies_money', '(amount_minor IS NULL) = (currency IS NULL)'),
  check('payment_discrepancies', 'payment_discrepancies_dismissed', `state <> 'dismissed' OR amount_minor IS NULL`),
  check('payment_discrepancies', 'payment_discrepancies_moved', `state NOT IN ('credited', 'returned') OR amount_minor IS NOT NULL`),
  check('payment_discrepancies', 'payment_discrepancies_explained', `state = 'open' OR (note IS NOT NULL AND resolved_by IS NOT NULL AND resolved_at IS NOT NULL)`),
  guardDiscrepancy,
  onlyWriter('payment_discrepancies', 'payments'),
  trigger('payment_discrepancies', 'payment_discrepancies_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'payments_guard_discrepancy()'),
  assertResolved,
  commitTrigger('payment_discrepancies', 'payment_discrepancies_resolved', 'AFTER UPDATE', 'payments_assert_resolved()'),
  neverDeleted('payment_discrepancies'),
];
