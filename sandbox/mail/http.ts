import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { redirect, sendFile, sendJson, sendPage, sendText } from '../http/reply.ts';
import { createRouter } from '../http/router.ts';
import type { Mailbox } from './mailbox.ts';
import { present, summarise, type Message } from './message.ts';
import { inboxPage, mailPolicy, messagePage, missingPage, pagePolicy } from './pages.ts';

interface Visit {
  readonly mailbox: Mailbox;
  readonly response: ServerResponse;
  readonly params: Record<string, string>;
  readonly query: URLSearchParams;
}

const filterOf = (query: URLSearchParams) => ({ to: query.get('to') ?? undefined, subject: query.get('subject') ?? undefined });

const missing = ({ response }: Visit) => sendJson(response, 404, { error: { message: 'No such mail.' } });

const withMessage = (act: (message: Message, visit: Visit) => void) => (visit: Visit) => {
  const message = visit.mailbox.get(visit.params['id'] ?? '');
  if (message) act(message, visit);
  else missing(visit);
};

const MAX_WAIT_MS = 60_000;

/** `waitMs` makes the list wait for a first fitting mail: a test then needs no loop. */
async function list({ mailbox, response, query }: Visit) {
  const filter = filterOf(query);
  const waitMs = Number(query.get('waitMs') ?? 0);
  const limit = Number(query.get('limit') ?? 100);
  if (!(waitMs >= 0 && waitMs <= MAX_WAIT_MS && Number.isInteger(limit) && limit >= 1)) {
    return sendJson(response, 400, { error: { message: `"waitMs" is 0 to ${MAX_WAIT_MS}, "limit" is 1 or more.` } });
  }
  if (waitMs > 0) await mailbox.waitFor(filter, waitMs);
  const found = mailbox.list(filter);
  sendJson(response, 200, { total: found.length, messages: found.slice(0, limit).map(summarise) });
}

const attachmentName = (filename: string) => filename.replace(/[^\w.-]+/g, '_');

const routes: readonly { method: string; path: string; handle: (visit: Visit) => void | Promise<void> }[] = [
  { method: 'GET', path: '/health', handle: ({ response }) => sendJson(response, 200, { ok: true }) },
  { method: 'GET', path: '/messages', handle: list },
  { method: 'DELETE', path: '/messages', handle: ({ mailbox, response }) => {
    mailbox.clear();
    sendJson(response, 200, { ok: true });
  } },
  { method: 'GET', path: '/messages/:id', handle: withMessage((message, { response }) => sendJson(response, 200, present(message))) },
  { method: 'DELETE', path: '/messages/:id', handle: withMessage((message, { mailbox, response }) => {
    mailbox.remove(message.id);
    sendJson(response, 200, { ok: true });
  }) },
  { method: 'GET', path: '/messages/:id/raw', handle: withMessage((message, { response }) =>
    sendFile(response, 'text/plain; charset=utf-8', message.raw, { 'x-content-type-options': 'nosniff' })) },
  { method: 'GET', path: '/messages/:id/html', handle: withMessage((message, { response }) =>
    sendPage(response, 200, message.html ?? '', mailPolicy)) },
  { method: 'GET', path: '/messages/:id/attachments/:index', handle: withMessage((message, visit) => {
    const attachment = message.attachments[Number(visit.params['index'])];
    if (!attachment) return missing(visit);
    sendFile(visit.response, attachment.contentType, attachment.content, {
      'content-disposition': `attachment; filename="${attachmentName(attachment.filename)}"`, 'x-content-type-options': 'nosniff',
    });
  }) },
  { method: 'GET', path: '/', handle: ({ mailbox, response, query }) => sendPage(response, 200, inboxPage(mailbox.list(filterOf(query))), pagePolicy) },
  { method: 'GET', path: '/inbox/:id', handle: ({ mailbox, response, params }) => {
    const message = mailbox.get(params['id'] ?? '');
    sendPage(response, message ? 200 : 404, message ? messagePage(message) : missingPage(), pagePolicy);
  } },
  { method: 'POST', path: '/clear', handle: ({ mailbox, response }) => {
    mailbox.clear();
    redirect(response, '/');
  } },
];

export function createMailHttpServer(mailbox: Mailbox) {
  const match = createRouter(routes);

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', 'http://mail.invalid');
    const found = match(request.method ?? '', url.pathname);
    request.resume();
    if (!found) return sendJson(response, 404, { error: { message: `There is no ${request.method} ${url.pathname}. sandbox/README.md lists the API.` } });
    await found.route.handle({ mailbox, response, params: found.params, query: url.searchParams });
  }

  return createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      process.stderr.write(`mail catcher: ${request.method} ${request.url}: ${String(error)}\n`);
      sendText(response, 500, 'The mail catcher failed to answer; its error output says why.');
    });
  });
}
