import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { Money } from '#kernel';
import { newReference } from '../../domain/reference';
import type { ChargeRequest, PaymentGateway } from '../port';

/** The service behind an adapter, under the control of a test. */
export interface GatewayService {
  /** From now on its API does not answer as it should: `after` means that it has acted and only the answer is lost. */
  misbehave(how: 'timeout' | 'reset' | 'server-error', when: 'before' | 'after'): void;
  /** Its API answers again. */
  behave(): void;
  /** The payer pays; with `amount`, another amount than was asked for, in minor units of ISO 4217. */
  pay(reference: string, amount?: Money): void;
  /** The payment fails for good. */
  decline(reference: string): void;
  /** It says something about the payment that no version of the adapter has ever seen. */
  sayUnheardOf(reference: string): void;
  /**
   * An authentic announcement that `reference` was paid, as bytes and lower-case headers. `signedWith` is the index of
   * the secret in the list that the adapter was given.
   */
  webhook(reference: string, signedWith: number): { rawBody: Buffer; headers: Record<string, string> };
  stop(): Promise<void>;
}

export interface GatewayHarness {
  service: GatewayService;
  /** With credentials that the service accepts, two webhook secrets, and a timeout of at most a second. */
  gateway: PaymentGateway;
  /** With credentials that it does not. */
  stranger: PaymentGateway;
  /** An amount that it takes. */
  amount: Money;
  /** What it clearly refuses, e.g. `{ payer: { email: 'nobody' } }`. */
  refused: Partial<ChargeRequest>;
}

/** Starts one harness for a block of tests, gives each test a service that behaves, and stops it afterwards. */
export function useHarness(start: () => Promise<GatewayHarness>): () => GatewayHarness {
  let harness: GatewayHarness | undefined;
  const current = () => {
    if (!harness) throw new Error('The harness has not started.');
    return harness;
  };
  beforeAll(async () => {
    harness = await start();
  });
  beforeEach(() => current().service.behave());
  afterAll(() => harness?.service.stop());
  return current;
}

export const chargeOf = ({ amount }: GatewayHarness, different: Partial<ChargeRequest> = {}): ChargeRequest => ({
  reference: newReference(),
  amount,
  payer: { email: 'ada@example.com' },
  returnUrl: 'https://shop.example.com/paid',
  description: 'Order A-1001',
  metadata: { paymentId: 'pay_01kaqz3v8m4t6w0c9e5r2b7n1d' },
  ...different,
});
