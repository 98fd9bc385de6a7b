import type { ServerProcess } from '../server-process.ts';

/** A running server with its rows, as the measures see it. */
export interface Contender {
  name: string;
  server: ServerProcess;
  /** Access token of the owner of exactly 100 rows. */
  token: string;
  /** Address of that owner's 25 newest rows. */
  listPath: string;
}

/** A contender that also takes webhooks. */
export interface WebhookContender extends Contender {
  /** What Paystack signs with. */
  paystackSecretKey: string;
  /** Adds the payments number `first` to `first + count - 1`, all of them pending. */
  addPending(first: number, count: number): Promise<void>;
  /** What autovacuum would do within its next minute: dead rows out, statistics fresh. So that no turn pays for it or lacks it. */
  tidy(): Promise<void>;
  /** Whether no webhook is unprocessed and no event is waiting to go out. Must be cheap: it is asked again and again. */
  isIdle(): Promise<boolean>;
  /** @throws Error unless exactly `count` webhooks have been stored, moved their payment, and been posted to ledger and wallets. */
  checkBooks(count: number): Promise<void>;
}

/** Where everything of one run lives. */
export interface Ground {
  /** For logs. */
  folder: string;
  paystackBaseUrl: string;
  rows: number;
}

/** @throws Error naming the first figure that is not as it must be. */
export function mustBe(contender: string, expected: Record<string, number>, found: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(expected)) {
    if (Number(found[name]) !== value) throw new Error(`${contender}: ${name} should be ${value}, and is ${String(found[name])}.`);
  }
}
