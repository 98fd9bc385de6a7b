import { bookkeepingMistakes } from '../../../support/bookkeeping.ts';
import { createUser, eventually, startServerWithSandbox, type ServerOptions, type TestSandbox, type TestServer, type TestUser } from '../../../support/index.ts';

export interface PaymentOut {
  id: string;
  reference: string;
  state: string;
  amountMinor: string;
  currency: string;
  gateway: string;
  description: string | null;
  metadata: Record<string, string> | null;
  nextAction: { type: 'redirect'; url: string } | null;
  createdAt: string;
  updatedAt: string;
}

export interface DiscrepancyRow {
  kind: string;
  state: string;
  reference: string;
  amount_minor: string | null;
  currency: string | null;
}

export const NGN_5000 = { amountMinor: '500000', currency: 'NGN' };
/** After so long an unfinished payment is abandoned; short, so that no token expires on the way. */
export const GIVE_UP_SECONDS = 3_600;

const settings = { PAYMENT_GIVE_UP_SECONDS: String(GIVE_UP_SECONDS), ACCESS_TOKEN_SECONDS: '86400' };

/** A server, the sandbox that it takes for Paystack, a payer, and what a test wants to know of them. */
export class World {
  readonly server: TestServer;
  readonly sandbox: TestSandbox;
  readonly payer: TestUser;

  private constructor(server: TestServer, sandbox: TestSandbox, payer: TestUser) {
    this.server = server;
    this.sandbox = sandbox;
    this.payer = payer;
  }

  static async start(env: Readonly<Record<string, string>> = {}, options: Pick<ServerOptions, 'setup'> = {}): Promise<World> {
    const { server, sandbox } = await startServerWithSandbox({ ...options, env: { ...settings, ...env } });
    return new World(server, sandbox, await createUser(server));
  }

  /** The customer and the hand of fate. */
  get paystack(): TestSandbox['control']['transactions'] {
    return this.sandbox.control.transactions;
  }

  newPayer = (): Promise<TestUser> => createUser(this.server);

  /** Starts a payment, of NGN 5,000.00 unless told otherwise. */
  async begin(body: object = {}, payer = this.payer): Promise<PaymentOut> {
    const answer = await payer.http.post<{ data: PaymentOut }>('/api/payments', { body: { ...NGN_5000, ...body } });
    if (answer.status !== 201) throw new Error(`Starting a payment was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body.data;
  }

  async payment(id: string, payer = this.payer): Promise<PaymentOut> {
    const { body } = await payer.http.get<{ data: PaymentOut }>(`/api/payments/${id}`);
    return body.data;
  }

  async sync(id: string, payer = this.payer): Promise<PaymentOut> {
    const { status, body } = await payer.http.post<{ data: PaymentOut }>(`/api/payments/${id}/sync`);
    if (status !== 200) throw new Error(`Looking ${id} up was answered with ${status}: ${JSON.stringify(body)}`);
    return body.data;
  }

  /** Waits until the payment is in a state. */
  async becomes(id: string, state: string, payer = this.payer): Promise<PaymentOut> {
    return eventually(async () => {
      const payment = await this.payment(id, payer);
      if (payment.state !== state) throw new Error(`The payment is "${payment.state}", not "${state}".`);
      return payment;
    }, { timeoutMs: 20_000 });
  }

  async wallets(payer = this.payer): Promise<{ currency: string; balanceMinor: string; heldMinor: string }[]> {
    const { body } = await payer.http.get<{ data: { currency: string; balanceMinor: string; heldMinor: string }[] }>('/api/wallets');
    return body.data;
  }

  /** What the payer's NGN wallet holds. */
  naira = async (payer = this.payer): Promise<bigint> => BigInt((await this.wallets(payer)).find(({ currency }) => currency === 'NGN')?.balanceMinor ?? 0);

  /** What of the payer's naira is held apart. */
  held = async (payer = this.payer): Promise<bigint> => BigInt((await this.wallets(payer)).find(({ currency }) => currency === 'NGN')?.heldMinor ?? 0);

  /** What lies in suspense, in one currency. */
  async suspense(currency = 'NGN'): Promise<bigint> {
    const [row] = await this.rows<{ held: string }>(
      `SELECT coalesce(sum(CASE e.direction WHEN 'credit' THEN e.amount_minor ELSE -e.amount_minor END), 0) AS held
       FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id WHERE a.code = $1`,
      [`suspense:paystack:${currency}`],
    );
    return BigInt(row?.held ?? 0);
  }

  async events(id: string): Promise<string[]> {
    const rows = await this.rows<{ type: string }>('SELECT type FROM domain_events WHERE aggregate_id = $1 ORDER BY seq', [id]);
    return rows.map(({ type }) => type);
  }

  discrepancies(reference: string): Promise<DiscrepancyRow[]> {
    return this.rows<DiscrepancyRow>('SELECT kind, state, reference, amount_minor, currency FROM payment_discrepancies WHERE reference = $1 ORDER BY id', [reference]);
  }

  async attempts(id: string): Promise<{ reference: string; state: string; check_at: Date | null }[]> {
    return this.rows('SELECT a.reference, a.state, a.check_at FROM payment_attempts a JOIN transactions t ON t.id = a.transaction_id WHERE t.document_id = $1 ORDER BY number', [id]);
  }

  /** Every rule of bookkeeping. */
  async expectSoundBooks(): Promise<void> {
    expect(await this.rows(bookkeepingMistakes)).toEqual([]);
  }

  /** Waits until every webhook that is on its way has arrived and is settled. */
  async inboxSettled(): Promise<void> {
    await this.sandbox.control.webhooks.flush();
    await eventually(async () => (await this.rows(`SELECT 1 FROM inbox_deliveries WHERE state NOT IN ('processed', 'ignored')`)).length === 0, { timeoutMs: 30_000 });
  }

  async rows<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.server.db.query(text, values)).rows as Row[];
  }

  /** Lets time pass for the server. */
  async pass(seconds: number): Promise<void> {
    await this.server.run((_strapi, by: number, { kernel }) => kernel.clock.advanceSeconds(by), seconds);
  }

  /** What the janitor does every ten seconds, now. */
  async janitor(): Promise<void> {
    await this.server.run(async (strapi, _args, { load }) => {
      interface Janitor { checkDueAttempts(of: typeof strapi): Promise<number> }
      const { checkDueAttempts } = load<Janitor>('./dist/plugins/payments/server/src/services/janitor.js');
      let due = 1;
      while (due > 0) due = await checkDueAttempts(strapi);
    });
  }

  /** A webhook of ours to the server: any bytes, any signature. */
  webhook(rawBody: string | Uint8Array, headers: Record<string, string> = {}) {
    return this.server.http.post<{ received?: true; error?: { code: string } }>('/api/webhooks/paystack', { body: rawBody, headers });
  }
}
