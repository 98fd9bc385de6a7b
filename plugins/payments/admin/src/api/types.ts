/** What the server answers; it declares and enforces the same in `server/src/http/admin-schemas.ts`. */

export type PaymentState = 'created' | 'pending' | 'succeeded' | 'failed' | 'abandoned' | 'partially_refunded' | 'refunded';
export type WebhookState = 'received' | 'working' | 'processed' | 'ignored' | 'dead';
export type DiscrepancyState = 'open' | 'credited' | 'returned' | 'dismissed';

export interface Person {
  id: string;
  email: string;
}

/** What came in above the limits of a person; `ceilingMinor` is what their wallet may hold, `null` for any amount. */
export interface Held {
  person: Person;
  currency: string;
  heldMinor: string;
  balanceMinor: string;
  ceilingMinor: string | null;
}

export interface Actor {
  type: 'user' | 'staff' | 'system';
  id: string;
  name: string | null;
}

export interface TransactionRow {
  id: string;
  kind: 'payment' | 'refund' | 'payout';
  state: PaymentState;
  reference: string;
  amountMinor: string;
  currency: string;
  gateway: string;
  description: string | null;
  payer: Person;
  isFlagged: boolean;
  createdAt: string;
  updatedAt: string;
}

export interface Total {
  count: number;
  amountMinor: string;
}

export type TotalGroup = 'succeeded' | 'failed' | 'abandoned';
export type DayTotals = { day: string } & Record<TotalGroup, Total>;

export interface Totals {
  data: { currency: string; from: string; to: string; days: DayTotals[] };
  meta: { currencies: string[]; gateways: string[] };
}

export interface Attempt {
  reference: string;
  number: number;
  gateway: string;
  state: string;
  gatewayId: string | null;
  gatewayStatus: string | null;
  checks: number;
  nextCheckAt: string | null;
  checkedAt: string | null;
  lastError: string | null;
  startedAt: string;
}

export interface TimelineEntry {
  id: string;
  at: string;
  source: 'event' | 'webhook' | 'act';
  type: string;
  actor: Actor;
  data: Record<string, unknown>;
}

export interface Posting {
  id: string;
  kind: string;
  postedAt: string;
  currency: string;
  entries: { account: string; accountKind: string; owner: string; direction: 'debit' | 'credit'; amountMinor: string; balanceAfterMinor: string | null }[];
}

export interface Webhook {
  id: string;
  type: string;
  reference: string | null;
  receivedAt: string;
  state: WebhookState;
  attempts: number;
  outcome: string | null;
  lastError: string | null;
  repeats: number;
  lastRepeatAt: string | null;
  isReadable: boolean;
}

export interface Discrepancy {
  id: string;
  kind: string;
  state: DiscrepancyState;
  gateway: string;
  reference: string;
  amountMinor: string | null;
  currency: string | null;
  detail: string | null;
  payment: { id: string; state: PaymentState; amountMinor: string; currency: string; payer: Person } | null;
  note: string | null;
  resolvedBy: Actor | null;
  resolvedAt: string | null;
  createdAt: string;
}

export interface DiscrepancyFile extends Discrepancy {
  webhooks: Webhook[];
  postings: Posting[];
}

export interface PaymentFile extends Omit<TransactionRow, 'isFlagged'> {
  metadata: Record<string, string> | null;
  attempts: Attempt[];
  timeline: TimelineEntry[];
  postings: Posting[];
  webhooks: Webhook[];
  discrepancies: Discrepancy[];
}

export interface Page<Row> {
  data: Row[];
  meta: { nextCursor: string | null; isCapped?: boolean };
}
