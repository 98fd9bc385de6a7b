import { z } from '@strapi/utils';
import { defineAdminEndpoint, nextCursorSchema } from '#kernel';
import { permissionUid } from '../permissions';
import * as shape from './admin-schemas';
import { pageOf } from './schemas';

const data = <S extends z.ZodType>(schema: S) => ({ 200: z.strictObject({ data: schema }) });
const read = permissionUid('payments.read');

export const listTransactions = defineAdminEndpoint({
  id: 'adminListTransactions',
  method: 'GET',
  path: '/transactions',
  summary: 'All transactions, newest first',
  permission: read,
  request: { query: shape.listTransactionsQuery },
  responses: {
    200: z.strictObject({
      data: z.array(shape.transactionRow),
      /** `isCapped`: a search had more matches than are looked at; its newest are here. */
      meta: z.strictObject({ nextCursor: nextCursorSchema, isCapped: z.boolean() }),
    }),
  },
});

export const getPayment = defineAdminEndpoint({
  id: 'adminGetPayment',
  method: 'GET',
  path: '/transactions/:id',
  summary: 'Everything about one payment',
  permission: read,
  request: { params: shape.paymentParams },
  responses: data(shape.paymentFile),
});

export const syncPayment = defineAdminEndpoint({
  id: 'adminSyncPayment',
  method: 'POST',
  path: '/transactions/:id/sync',
  summary: 'Ask the gateway about a payment now',
  permission: permissionUid('payments.sync'),
  request: { params: shape.paymentParams },
  responses: data(shape.paymentFile),
});

export const totalsPerDay = defineAdminEndpoint({
  id: 'adminTotalsPerDay',
  method: 'GET',
  path: '/totals',
  summary: 'What became of the payments of each day (UTC)',
  permission: read,
  request: { query: shape.totalsQuery },
  responses: { 200: z.strictObject({ data: shape.totals, meta: z.strictObject({ currencies: z.array(z.string()), gateways: z.array(z.string()) }) }) },
});

export const listDiscrepancies = defineAdminEndpoint({
  id: 'adminListDiscrepancies',
  method: 'GET',
  path: '/discrepancies',
  summary: 'What does not fit, newest first',
  permission: read,
  request: { query: shape.listDiscrepanciesQuery },
  responses: { 200: pageOf(shape.discrepancy) },
});

export const getDiscrepancy = defineAdminEndpoint({
  id: 'adminGetDiscrepancy',
  method: 'GET',
  path: '/discrepancies/:id',
  summary: 'One discrepancy with its webhooks and postings',
  permission: read,
  request: { params: shape.discrepancyParams },
  responses: data(shape.discrepancyFile),
});

export const resolveDiscrepancy = defineAdminEndpoint({
  id: 'adminResolveDiscrepancy',
  method: 'POST',
  path: '/discrepancies/:id/resolve',
  summary: 'Credit, return or dismiss; an Idempotency-Key is required where money moves',
  permission: permissionUid('payments.resolve'),
  request: { params: shape.discrepancyParams, body: shape.resolveBody },
  responses: data(shape.discrepancyFile),
  idempotencyKey: 'optional',
});

export const listHeld = defineAdminEndpoint({
  id: 'adminListHeld',
  method: 'GET',
  path: '/held',
  summary: 'Whose money is held because their limits leave no room for it',
  permission: read,
  request: { query: shape.listHeldQuery },
  responses: { 200: pageOf(shape.held) },
});

export const releaseHeld = defineAdminEndpoint({
  id: 'adminReleaseHeld',
  method: 'POST',
  path: '/held/:userId/:currency/release',
  summary: 'Move held money to the wallet, as much as the limits of this moment have room for',
  permission: permissionUid('payments.resolve'),
  request: { params: shape.heldParams, body: shape.releaseBody },
  responses: data(shape.held),
});

export const returnHeld = defineAdminEndpoint({
  id: 'adminReturnHeld',
  method: 'POST',
  path: '/held/:userId/:currency/return',
  summary: 'Record that held money was given back at a gateway',
  permission: permissionUid('payments.resolve'),
  request: { params: shape.heldParams, body: shape.returnBody },
  responses: data(shape.held),
  idempotencyKey: 'required',
});

export const findUsers = defineAdminEndpoint({
  id: 'adminFindUsers',
  method: 'GET',
  path: '/users',
  summary: 'Users whose e-mail begins so, to name whose money it is',
  permission: permissionUid('payments.resolve'),
  request: { query: shape.usersQuery },
  responses: data(z.array(shape.person)),
});

export const readWebhookBody = defineAdminEndpoint({
  id: 'adminReadWebhookBody',
  method: 'GET',
  path: '/webhooks/:id/body',
  summary: 'The body of a webhook as it came; the reading is recorded',
  permission: permissionUid('webhooks.read'),
  request: { params: shape.webhookParams },
  responses: data(z.strictObject({ id: z.string(), body: z.string() })),
});

export const replayWebhook = defineAdminEndpoint({
  id: 'adminReplayWebhook',
  method: 'POST',
  path: '/webhooks/:id/replay',
  summary: 'Process a webhook once more',
  permission: permissionUid('webhooks.replay'),
  request: { params: shape.webhookParams },
  responses: data(z.strictObject({ id: z.string() })),
});
