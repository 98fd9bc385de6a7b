import { z } from '@strapi/utils';
import { currencySchema, cursorSchema, CursorWrong, defineEndpoint, limitSchema, NotFound, TooManyRequests } from '#kernel';
import {
  AmountTooSmall, CurrencyUnsupported, GatewayMisconfigured, GatewayRefused, GatewayUnavailable, GatewayUnknown, WebhookSignatureWrong,
} from '../errors';
import { limitRefusals } from '../limit-errors';
import { createPaymentBody, listTransactionsQuery, pageOf, paymentId, paymentOut, transactionOut, walletEntryOut, walletOut } from './schemas';

const payment = z.strictObject({ data: paymentOut });

export const createPayment = defineEndpoint({
  id: 'createPayment',
  method: 'POST',
  path: '/payments',
  tag: 'Payments',
  summary: 'Start a payment',
  description: 'Creates a payment and opens the gateway’s checkout. Send the payer to `nextAction.url`. Money counts once the state is `succeeded`: wait for it by asking for the payment, not by the browser’s return.',
  request: { body: createPaymentBody },
  responses: { 201: payment },
  // Read when the document is built: whoever limits payments has added an error by then.
  get errors() {
    return [GatewayUnknown, CurrencyUnsupported, AmountTooSmall, ...limitRefusals, GatewayRefused, GatewayMisconfigured, TooManyRequests];
  },
  access: 'user',
  idempotencyKey: 'optional',
});

export const getPayment = defineEndpoint({
  id: 'getPayment',
  method: 'GET',
  path: '/payments/:id',
  tag: 'Payments',
  summary: 'Look at one of your payments',
  request: { params: z.object({ id: paymentId }) },
  responses: { 200: payment },
  errors: [NotFound],
  access: 'user',
});

export const syncPayment = defineEndpoint({
  id: 'syncPayment',
  method: 'POST',
  path: '/payments/:id/sync',
  tag: 'Payments',
  summary: 'Ask the gateway about one of your payments now',
  description: 'For the moment when the payer comes back from the checkout. Opens a checkout where the first attempt to do so got no answer.',
  request: { params: z.object({ id: paymentId }) },
  responses: { 200: payment },
  errors: [NotFound, GatewayUnavailable, GatewayMisconfigured, GatewayRefused, TooManyRequests],
  access: 'user',
});

export const listTransactions = defineEndpoint({
  id: 'listTransactions',
  method: 'GET',
  path: '/transactions',
  tag: 'Payments',
  summary: 'List your transactions, newest first',
  request: { query: listTransactionsQuery },
  responses: { 200: pageOf(transactionOut) },
  errors: [CursorWrong],
  access: 'user',
});

export const listWallets = defineEndpoint({
  id: 'listWallets',
  method: 'GET',
  path: '/wallets',
  tag: 'Wallets',
  summary: 'Your balances, one a currency; empty before the first movement',
  request: {},
  responses: { 200: z.strictObject({ data: z.array(walletOut) }) },
  errors: [],
  access: 'user',
});

export const listWalletEntries = defineEndpoint({
  id: 'listWalletEntries',
  method: 'GET',
  path: '/wallets/:currency/entries',
  tag: 'Wallets',
  summary: 'What moved one of your balances, newest first',
  request: { params: z.object({ currency: currencySchema }), query: z.strictObject({ limit: limitSchema, cursor: cursorSchema.optional() }) },
  responses: { 200: pageOf(walletEntryOut) },
  errors: [CursorWrong],
  access: 'user',
});

export const receiveWebhook = defineEndpoint({
  id: 'receiveWebhook',
  method: 'POST',
  path: '/webhooks/:gateway',
  tag: 'Webhooks',
  summary: 'For gateways: tell us what happened',
  description: 'Authentic webhooks are stored and answered 200, repeats and misfits included; the work follows. The body is whatever the gateway sends, signed as it signs.',
  request: { params: z.object({ gateway: z.string().min(1).max(32) }) },
  responses: { 200: z.strictObject({ received: z.literal(true) }) },
  errors: [NotFound, WebhookSignatureWrong],
  access: 'public',
});
