import type { Sandbox } from '../sandbox.ts';
import type { SandboxControl } from './operations.ts';
import {
  clockBody, declineBody, faultsBody, foreignTransactionBody, identifyBody, noBody, patchBody, payBody, releaseBody, resendBody,
  sendIdentificationBody, sendWebhookBody,
  webhookRulesBody,
} from './schemas.ts';

interface ControlRequest {
  readonly sandbox: Sandbox;
  readonly control: SandboxControl;
  readonly params: Record<string, string>;
  readonly body: unknown;
}

interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly status?: number;
  handle(request: ControlRequest): unknown;
}

const referenceOf = ({ params }: ControlRequest) => params['reference'] ?? '';
const codeOf = ({ params }: ControlRequest) => params['code'] ?? '';
const idOf = ({ params }: ControlRequest) => params['id'] ?? '';

export const controlRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: '/_control/health', handle: ({ sandbox: { clock, transactions, deliveries } }) =>
    ({ ok: true, now: clock.nowIso(), transactions: transactions.size, webhooks: deliveries.size }) },
  { method: 'POST', path: '/_control/reset', handle: async ({ control, body }) => {
    noBody.parse(body);
    await control.reset();
    return { ok: true };
  } },

  { method: 'GET', path: '/_control/clock', handle: ({ control }) => control.clock.read() },
  { method: 'PUT', path: '/_control/clock', handle: ({ control, body }) => control.clock.set(clockBody.parse(body)) },

  { method: 'GET', path: '/_control/transactions', handle: ({ control }) => ({ transactions: control.transactions.list() }) },
  { method: 'POST', path: '/_control/transactions', status: 201, handle: ({ control, body }) =>
    control.transactions.create(foreignTransactionBody.parse(body)) },
  { method: 'GET', path: '/_control/transactions/:reference', handle: (request) => request.control.transactions.get(referenceOf(request)) },
  { method: 'PATCH', path: '/_control/transactions/:reference', handle: (request) =>
    request.control.transactions.patch(referenceOf(request), patchBody.parse(request.body)) },
  { method: 'POST', path: '/_control/transactions/:reference/pay', handle: (request) =>
    request.control.transactions.pay(referenceOf(request), payBody.parse(request.body)) },
  { method: 'POST', path: '/_control/transactions/:reference/decline', handle: (request) =>
    request.control.transactions.decline(referenceOf(request), declineBody.parse(request.body).gateway_response) },
  { method: 'POST', path: '/_control/transactions/:reference/abandon', handle: (request) => {
    noBody.parse(request.body);
    return request.control.transactions.abandon(referenceOf(request));
  } },
  { method: 'POST', path: '/_control/transactions/:reference/webhook', handle: (request) =>
    request.control.transactions.sendWebhook(referenceOf(request), sendWebhookBody.parse(request.body)) },

  { method: 'GET', path: '/_control/customers', handle: ({ control }) => ({ customers: control.customers.list() }) },
  { method: 'GET', path: '/_control/customers/:code', handle: (request) => request.control.customers.get(codeOf(request)) },
  { method: 'POST', path: '/_control/customers/:code/identify', handle: (request) =>
    request.control.customers.identify(codeOf(request), identifyBody.parse(request.body)) },
  { method: 'POST', path: '/_control/customers/:code/webhook', handle: (request) =>
    request.control.customers.sendWebhook(codeOf(request), sendIdentificationBody.parse(request.body)) },

  { method: 'GET', path: '/_control/webhooks', handle: ({ control }) => ({ webhooks: control.webhooks.list() }) },
  { method: 'GET', path: '/_control/webhooks/:id', handle: (request) => request.control.webhooks.get(idOf(request)) },
  { method: 'POST', path: '/_control/webhooks/flush', handle: async ({ control, body }) => {
    noBody.parse(body);
    await control.webhooks.flush();
    return { ok: true };
  } },
  { method: 'POST', path: '/_control/webhooks/release', handle: async ({ control, body }) =>
    ({ webhooks: await control.webhooks.release(releaseBody.parse(body)) }) },
  { method: 'POST', path: '/_control/webhooks/:id/resend', handle: (request) =>
    request.control.webhooks.resend(idOf(request), resendBody.parse(request.body)) },

  { method: 'GET', path: '/_control/webhook-rules', handle: ({ sandbox }) => ({ rules: sandbox.webhookRules.list() }) },
  { method: 'PUT', path: '/_control/webhook-rules', handle: ({ sandbox, control, body }) => {
    control.webhooks.setRules(webhookRulesBody.parse(body));
    return { rules: sandbox.webhookRules.list() };
  } },
  { method: 'DELETE', path: '/_control/webhook-rules', handle: ({ control }) => {
    control.webhooks.setRules([]);
    return { rules: [] };
  } },

  { method: 'GET', path: '/_control/faults', handle: ({ sandbox }) => ({ faults: sandbox.faults.list() }) },
  { method: 'PUT', path: '/_control/faults', handle: ({ sandbox, control, body }) => {
    control.setFaults(faultsBody.parse(body));
    return { faults: sandbox.faults.list() };
  } },
  { method: 'DELETE', path: '/_control/faults', handle: ({ control }) => {
    control.setFaults([]);
    return { faults: [] };
  } },

  { method: 'GET', path: '/_control/requests', handle: ({ control }) => ({ requests: control.requests() }) },
];
