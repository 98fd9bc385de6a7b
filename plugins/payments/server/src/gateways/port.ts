import type { Money } from '#kernel';
import type { GatewayReport } from '../domain/settlement';

export interface ChargeRequest {
  /** Ours, new for each attempt; 16 to 50 characters of `[a-z0-9-]`. */
  reference: string;
  amount: Money;
  payer: { email: string };
  /** Where the gateway sends the payer's browser afterwards. */
  returnUrl?: string;
  description?: string;
  /** Small and free of personal data: gateways show it in their dashboards. */
  metadata: Record<string, string>;
}

export interface ChargeResult {
  state: 'pending';
  /** What the payer has to do now. */
  nextAction: { type: 'redirect'; url: string };
}

/** What a webhook claims. A claim moves nothing: it says which reference to ask the gateway about. */
export interface WebhookNotice {
  /** The gateway's name for the event, e.g. `charge.success`. */
  eventType: string;
  /** Our reference, where the event is about a payment. */
  reference: string | null;
  /** Whether the event says that a payment succeeded: then it is worth asking. */
  claimsSuccess: boolean;
  /** What it claims was paid, to be compared with what the gateway says when asked. */
  claimed?: Money;
  /** Whether the event belongs to the mode (test or live) of this gateway's credentials. */
  isOurMode: boolean;
}

/**
 * Something that moves money for us. One folder under `gateways/`, or one file outside, and one line of configuration.
 * Every adapter passes the conformance suite in `gateways/conformance.ts`.
 */
export interface PaymentGateway {
  /** Stable identifier stored with each payment, e.g. `paystack`. Never rename it once released. */
  readonly code: string;
  /** `test` never touches real money. */
  readonly mode: 'test' | 'live';
  /** ISO 4217 codes that it takes. */
  readonly currencies: readonly string[];

  /** The smallest amount that the gateway takes, in our minor units. */
  minimumMinor(currency: string): bigint;

  /**
   * Asks the gateway to collect `amount` from the payer.
   *
   * Units: `amount.minor` is in minor units of ISO 4217 (kobo for NGN); the adapter converts where the gateway differs.
   * Retries: never repeated blindly. When the answer was lost, the caller looks `reference` up with `sync` and, where
   * nothing was started, begins a new attempt with a new reference; all references of a payment stay watched.
   * Unknown: returns `pending` unless the gateway states success or failure explicitly.
   *
   * @throws GatewayUnavailable when no answer came; the payment stays `pending` and is reconciled later.
   * @throws GatewayRefused when the gateway said clearly that it does not take this payment.
   * @throws GatewayMisconfigured when it does not accept our credentials.
   */
  charge(request: ChargeRequest): Promise<ChargeResult>;

  /**
   * Asks the gateway what became of `reference`. Safe to repeat.
   *
   * @throws GatewayUnavailable when no answer came.
   * @throws GatewayMisconfigured when it does not accept our credentials.
   */
  sync(reference: string): Promise<GatewayReport>;

  /**
   * Checks that a webhook is authentic, over the bytes as they came and in constant time.
   *
   * @returns which secret fitted (0 is the current one, others are being rotated out), or `undefined`: not authentic.
   */
  verifyWebhook(rawBody: Buffer, headers: Readonly<Record<string, string | undefined>>): number | undefined;

  /**
   * Reads an authentic webhook. Survives whatever the gateway sends: what it cannot understand is a notice without a
   * reference, never an exception.
   */
  parseWebhook(rawBody: Buffer): WebhookNotice;
}

/** Checked at boot: a gateway that lacks one of these stops it. */
export const gatewayMethods = ['minimumMinor', 'charge', 'sync', 'verifyWebhook', 'parseWebhook'] as const;
