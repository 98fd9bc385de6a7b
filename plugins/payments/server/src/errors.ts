import { defineError, formatMoney } from '#kernel';

export const GatewayUnavailable = defineError<{ gateway: string }>(
  'PAYMENT_GATEWAY_UNAVAILABLE',
  502,
  ({ gateway }) => `The payment gateway "${gateway}" did not answer. Nothing is lost: the payment stays pending and is looked up again.`,
);
export const GatewayRefused = defineError<{ gateway: string; reason: string; paymentId?: string }>(
  'PAYMENT_GATEWAY_REFUSED',
  422,
  ({ gateway, reason }) => `The payment gateway "${gateway}" refused this payment: ${reason}`,
  'The gateway said clearly that it does not take this payment; nothing was charged.',
);
export const GatewayMisconfigured = defineError<{ gateway: string }>(
  'PAYMENT_GATEWAY_MISCONFIGURED',
  503,
  ({ gateway }) => `The payment gateway "${gateway}" does not accept our credentials. Nothing was charged; tell the operator.`,
);
export const GatewayUnknown = defineError<{ gateway: string; known: string[] }>(
  'PAYMENT_GATEWAY_UNKNOWN',
  422,
  ({ gateway, known }) => `There is no payment gateway "${gateway}". Choose one of: ${known.join(', ')}.`,
);
export const CurrencyUnsupported = defineError<{ gateway: string; currency: string; supported: string[] }>(
  'PAYMENT_CURRENCY_UNSUPPORTED',
  422,
  ({ gateway, currency, supported }) => `The gateway "${gateway}" does not take ${currency}. It takes: ${supported.join(', ')}.`,
);
export const AmountTooSmall = defineError<{ currency: string; minimumMinor: string }>(
  'PAYMENT_AMOUNT_TOO_SMALL',
  422,
  ({ currency, minimumMinor }) => `The smallest payment in ${currency} is ${formatMoney({ minor: BigInt(minimumMinor), currency })}.`,
);
export const WebhookSignatureWrong = defineError(
  'PAYMENT_WEBHOOK_SIGNATURE_WRONG',
  401,
  'The signature does not fit this body. Nothing was stored.',
);
export const InsufficientFunds = defineError<{ currency: string }>(
  'PAYMENT_INSUFFICIENT_FUNDS',
  409,
  ({ currency }) => `The ${currency} wallet does not hold that much.`,
);
export const LedgerKeyReused = defineError<{ key: string }>(
  'PAYMENT_LEDGER_KEY_REUSED',
  409,
  ({ key }) => `The ledger already has another posting under the key "${key}".`,
);
export const DiscrepancyResolved = defineError(
  'PAYMENT_DISCREPANCY_RESOLVED',
  409,
  'Somebody has already resolved this discrepancy.',
);
export const DiscrepancyNotCreditable = defineError(
  'PAYMENT_DISCREPANCY_NOT_CREDITABLE',
  422,
  'There is no money in suspense for this discrepancy, or nobody to credit it to: name the user, or dismiss it.',
);
export const DiscrepancyHoldsMoney = defineError(
  'PAYMENT_DISCREPANCY_HOLDS_MONEY',
  422,
  'Money lies in suspense for this discrepancy: credit it to a wallet, or return it at the gateway and record that.',
);
export const WebhookBusy = defineError(
  'PAYMENT_WEBHOOK_BUSY',
  409,
  'This webhook is being worked on, or waits for its next attempt already. Look again in a moment.',
);
export const WebhookBodyForgotten = defineError(
  'PAYMENT_WEBHOOK_BODY_FORGOTTEN',
  410,
  'The body of this webhook has been forgotten: its key was destroyed, and nothing can read it any more.',
);
