/**
 * The rows that every server gets, as one SELECT: i, owner (1 to 1,000), id, kind, reference, state, amount_minor,
 * currency, gateway, description, created_at, updated_at.
 *
 * Owner 1 has exactly 100 of them, owner 2 one in a hundred, and the others share the rest; whose row comes when is
 * mixed over the whole table, so that the rows of one page lie far apart. Ids sort by time, as real ones do.
 */
export const OWNERS = 1_000;
export const HUNDRED_ROWS_OWNER = 1;
export const ONE_PERCENT_OWNER = 2;

export const seedRows = (rows: number): string => `
  SELECT i,
    CASE WHEN i % ${rows / 100} = 0 THEN ${HUNDRED_ROWS_OWNER} WHEN i % 100 = 1 THEN ${ONE_PERCENT_OWNER} ELSE 3 + i % ${OWNERS - 2} END AS owner,
    'pay_' || lpad(to_hex(i), 10, '0') || substr(md5(i::text), 1, 16) AS id,
    'payment' AS kind,
    'seed-' || lpad(i::text, 20, '0') AS reference,
    (ARRAY['failed', 'abandoned', 'abandoned'] || array_fill('succeeded'::text, ARRAY[17]))[1 + abs(hashint4(i)) % 20] AS state,
    (10000 + i % 900000)::bigint AS amount_minor,
    'NGN' AS currency,
    'paystack' AS gateway,
    'Order number ' || i AS description,
    timestamptz '2026-01-01T00:00:00Z' + i * interval '1 second' AS created_at,
    timestamptz '2026-01-01T00:00:40Z' + i * interval '1 second' AS updated_at
  FROM generate_series(1, ${rows}) AS i`;

/** What every payment that a webhook confirms is worth. */
export const WEBHOOK_AMOUNT_MINOR = 500_000;

/** Payments that wait for their webhook, in the same shape; `first` keeps batches apart. Spread over all owners. */
export const seedPending = (first: number, count: number): string => `
  SELECT i, 1 + i % ${OWNERS} AS owner,
    'pay_' || lpad(to_hex(i), 10, '0') || substr(md5(i::text), 1, 16) AS id,
    'payment' AS kind,
    'bench-' || lpad(i::text, 20, '0') AS reference,
    'pending' AS state,
    ${WEBHOOK_AMOUNT_MINOR}::bigint AS amount_minor,
    'NGN' AS currency,
    'paystack' AS gateway,
    'Order number ' || i AS description,
    date_trunc('milliseconds', now()) AS created_at,
    date_trunc('milliseconds', now()) AS updated_at
  FROM generate_series(${first}, ${first + count - 1}) AS i`;

/** The reference of the payment number `i` of `seedPending`. */
export const pendingReference = (i: number): string => `bench-${String(i).padStart(20, '0')}`;
