import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../../http/body.ts';
import { redirect, sendPage } from '../../http/reply.ts';
import { createRouter } from '../../http/router.ts';
import type { Sandbox } from '../sandbox.ts';
import { abandon, answerStep, isSettled, openStep, submitCard, UnknownCard } from '../transactions/charge.ts';
import { announceSuccess } from '../transactions/announce.ts';
import type { Transaction } from '../transactions/transaction.ts';
import { readCardForm } from './card-form.ts';
import { cardPage, type CardInput } from './card-page.ts';
import { contentSecurityPolicy, type PageContext } from './layout.ts';
import { cancelledPage, closedPage, successPage, unknownPage } from './result-pages.ts';
import { cancelUrlOf, returnUrlOf } from './return-url.ts';
import { stepPage } from './step-page.ts';

interface Visit extends PageContext {
  readonly sandbox: Sandbox;
  readonly form: URLSearchParams;
  readonly query: URLSearchParams;
}

/** A page, or an address to go to. */
type Outcome = { readonly page: string; readonly status?: number } | { readonly goTo: string };

const here = ({ accessCode }: Transaction) => ({ goTo: `/checkout/${accessCode}` });

const show = (visit: Visit, error: string | null = null, input: CardInput | null = null): Outcome => {
  const { transaction, sandbox, query } = visit;
  if (transaction.status === 'success') return { page: successPage(visit, returnUrlOf(transaction)) };
  if (isSettled(transaction)) return { page: closedPage(visit) };
  const step = openStep(transaction);
  if (step) return { page: stepPage(visit, step, error) };
  const refused = transaction.status === 'failed' ? `${transaction.gatewayResponse}. Try another card.` : null;
  return { page: cardPage(visit, { error: error ?? refused, selected: query.get('card'), input, now: sandbox.clock.now() }), status: error ? 422 : 200 };
};

/** After every act: stored, announced where it brought success, and the browser is sent on. */
function conclude({ sandbox, transaction }: Visit): Outcome {
  sandbox.store.changed();
  if (transaction.status !== 'success') return here(transaction);
  announceSuccess(sandbox, transaction);
  const returnUrl = returnUrlOf(transaction);
  return returnUrl === null ? here(transaction) : { goTo: returnUrl };
}

function payWithCard(visit: Visit): Outcome {
  const { transaction, sandbox, form } = visit;
  // A second click or a reload of the form: what is open or paid is shown, nothing is charged twice.
  if (isSettled(transaction) || transaction.openCharge) return here(transaction);
  const now = sandbox.clock.now();
  const card = readCardForm(form, now);
  const input = { number: form.get('number') ?? '', expiry: form.get('expiry') ?? '' };
  if (typeof card === 'string') return show(visit, card, input);
  try {
    submitCard(transaction, card, now);
  } catch (error) {
    if (error instanceof UnknownCard) return show(visit, error.message, input);
    throw error;
  }
  return conclude(visit);
}

function answerBank(visit: Visit): Outcome {
  const { transaction, sandbox, form } = visit;
  const step = openStep(transaction);
  // The answer to an earlier page (back button, double click) is not the answer to this one.
  if (!step || form.get('kind') !== step.kind) return here(transaction);
  const answer = (form.get('answer') ?? '').replace(/\s/g, '');
  if (step.kind === 'phone' && !/^\+?\d{10,15}$/.test(answer)) return show(visit, 'Enter at least 10 digits.');
  answerStep(transaction, answer, sandbox.clock.now());
  return conclude(visit);
}

function changeCard(visit: Visit): Outcome {
  if (visit.transaction.openCharge === null) return here(visit.transaction);
  abandon(visit.transaction, visit.sandbox.clock.now());
  return conclude(visit);
}

function cancel(visit: Visit): Outcome {
  const { transaction, sandbox } = visit;
  if (isSettled(transaction)) return here(transaction);
  abandon(transaction, sandbox.clock.now());
  sandbox.store.changed();
  const cancelUrl = cancelUrlOf(transaction);
  return cancelUrl === null ? { page: cancelledPage(visit) } : { goTo: cancelUrl };
}

const routes = [
  { method: 'GET', path: '/checkout/:code', handle: (visit: Visit) => show(visit) },
  { method: 'POST', path: '/checkout/:code/card', handle: payWithCard },
  { method: 'POST', path: '/checkout/:code/step', handle: answerBank },
  { method: 'POST', path: '/checkout/:code/change-card', handle: changeCard },
  { method: 'POST', path: '/checkout/:code/cancel', handle: cancel },
];

/** Serves the hosted checkout: what a customer sees at the `authorization_url`. */
export function createCheckoutHandler(sandbox: Sandbox) {
  const match = createRouter(routes);
  return async (request: IncomingMessage, response: ServerResponse, path: string, search: string) => {
    const form = new URLSearchParams(request.method === 'POST' ? await readBody(request) : '');
    const found = match(request.method ?? '', path);
    const transaction = sandbox.transactions.by('accessCode', found?.params['code'] ?? '');
    if (!found || !transaction) return sendPage(response, 404, unknownPage(), contentSecurityPolicy);
    const { merchantName } = sandbox;
    const outcome = found.route.handle({ transaction, merchantName, sandbox, form, query: new URLSearchParams(search) });
    if ('goTo' in outcome) redirect(response, outcome.goTo);
    else sendPage(response, outcome.status ?? 200, outcome.page, contentSecurityPolicy);
  };
}
