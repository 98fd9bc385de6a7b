import { createClock, type Clock } from './clock.ts';
import { openCustomers, type Customers } from './customers/create.ts';
import { createFaults, type Faults } from './faults.ts';
import { createRequestLog, type RequestLog } from './request-log.ts';
import { createSnapshotWriter, readSnapshot } from './state/snapshot.ts';
import { createStore, type Store } from './state/store.ts';
import { openTransactions, type Transactions } from './transactions/create.ts';
import type { Domain, Transaction } from './transactions/transaction.ts';
import { openDeliveries, type Deliveries } from './webhooks/delivery.ts';
import { createDispatcher, type Dispatcher } from './webhooks/dispatcher.ts';
import { createEvents, type Events } from './webhooks/events.ts';
import { createWebhookRules, type WebhookRules } from './webhooks/rules.ts';
import { createSender } from './webhooks/sender.ts';

export interface SandboxOptions {
  /** Accepted secret keys. `sk_live_…` makes live transactions, every other key test ones; the first of each signs webhooks. */
  readonly secretKeys: readonly string[];
  /** Where events are posted. */
  readonly webhookUrl: string;
  /** The address under which browsers reach the checkout; the listening address unless given. */
  readonly publicUrl?: string | undefined;
  /** Shown on the checkout page. */
  readonly merchantName?: string | undefined;
  /** Keeps the state across restarts. */
  readonly stateFile?: string | undefined;
  /** Paystack waits 30 s for the answer to a webhook. */
  readonly webhookTimeoutMs?: number | undefined;
  /** Transactions kept; the oldest leaves first. */
  readonly maxTransactions?: number | undefined;
  /** Webhook deliveries kept; the oldest leaves first, whatever its state. */
  readonly maxDeliveries?: number | undefined;
  /** Told what went wrong in the background, e.g. a state file that cannot be written. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Everything that routes work on. */
export interface Sandbox {
  readonly clock: Clock;
  readonly store: Store;
  readonly transactions: Transactions;
  readonly customers: Customers;
  readonly deliveries: Deliveries;
  readonly dispatcher: Dispatcher;
  readonly events: Events;
  readonly webhookRules: WebhookRules;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly webhookUrl: string;
  readonly webhookTimeoutMs: number;
  readonly merchantName: string;
  publicUrl: string;
  checkoutUrl(transaction: Transaction): string;
  /** The domain that a secret key opens, or `undefined` for an unknown key. */
  domainOf(secretKey: string): Domain | undefined;
  close(): Promise<void>;
}

/** Webhooks under way at the same time. */
const WEBHOOK_CONCURRENCY = 64;

export const domainOfKey = (secretKey: string): Domain => (secretKey.startsWith('sk_live_') ? 'live' : 'test');

export function createSandbox(options: SandboxOptions): Sandbox {
  const saved = options.stateFile === undefined ? null : readSnapshot(options.stateFile);
  const clock = createClock(saved?.clock);
  const store = createStore(saved, () => snapshots?.schedule());
  const onError = options.onError ?? ((error: unknown) => process.stderr.write(`sandbox: ${String(error)}\n`));
  const snapshots = options.stateFile === undefined
    ? null
    : createSnapshotWriter(options.stateFile, () => ({ ...store.dump(), clock: clock.state() }), onError);

  const domains = new Map(options.secretKeys.map((key) => [key, domainOfKey(key)] as const));
  const keyOf = (domain: Domain) => {
    const key = options.secretKeys.find((candidate) => domainOfKey(candidate) === domain);
    if (key === undefined) throw new Error(`The sandbox has no ${domain} secret key to sign webhooks with.`);
    return key;
  };

  const maxTransactions = options.maxTransactions ?? 100_000;
  const transactions = openTransactions(store, maxTransactions);
  const customers = openCustomers(store, maxTransactions);
  const deliveries = openDeliveries(store, options.maxDeliveries ?? 20_000, (one) => dispatcher.forget(one));
  const { webhookUrl, webhookTimeoutMs = 30_000, merchantName = 'Mangrove' } = options;
  const sender = createSender({ url: webhookUrl, timeoutMs: webhookTimeoutMs, concurrency: WEBHOOK_CONCURRENCY });
  const dispatcher = createDispatcher({ clock, deliveries, sender, changed: store.changed });
  const webhookRules = createWebhookRules();
  const events = createEvents({ clock, store, deliveries, dispatcher, rules: webhookRules, keyOf });

  const sandbox: Sandbox = {
    clock, store, transactions, customers, deliveries, dispatcher, events, webhookRules, webhookUrl, webhookTimeoutMs, merchantName,
    faults: createFaults(),
    requests: createRequestLog(),
    publicUrl: options.publicUrl ?? '',
    checkoutUrl: ({ accessCode }) => `${sandbox.publicUrl}/checkout/${accessCode}`,
    domainOf: (secretKey) => domains.get(secretKey),
    async close() {
      await dispatcher.close();
      snapshots?.flush();
    },
  };
  return sandbox;
}
