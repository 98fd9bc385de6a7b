import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseJson, readBody, UnreadableBody } from '../../http/body.ts';
import { sendJson } from '../../http/reply.ts';
import { createRouter } from '../../http/router.ts';
import { invalidKey, missingKey, PaystackError } from '../errors.ts';
import type { Fault } from '../faults.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Domain } from '../transactions/transaction.ts';
import { parseForm } from './form-body.ts';
import { apiRoutes } from './index.ts';
import { misbehave } from './misbehave.ts';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Serves the emulated API: key, route, body, answer, each refusal in Paystack's envelope. */
export function createApiHandler(sandbox: Sandbox) {
  const match = createRouter(apiRoutes);

  function act(request: IncomingMessage, path: string, search: string, body: unknown): Answer {
    const domain = authenticate(request, sandbox);
    const found = match(request.method ?? '', path);
    if (!found) throw new PaystackError(404, 'unknown_route', 'The requested resource does not exist', 'Check the path and the method.', 'api_error');
    const ipAddress = request.socket.remoteAddress ?? '127.0.0.1';
    const { httpStatus = 200, ...answer } = found.route.handle(
      { domain, params: found.params, query: new URLSearchParams(search), body, ipAddress }, sandbox);
    return { status: httpStatus, body: { status: true, ...answer } };
  }

  async function answer(request: IncomingMessage, path: string, search: string, seen: { body: unknown }): Promise<Answer> {
    try {
      seen.body = await readParsedBody(request);
      return act(request, path, search, seen.body);
    } catch (error) {
      if (error instanceof PaystackError) return { status: error.status, body: error.toBody() };
      if (error instanceof UnreadableBody) {
        const refusal = new PaystackError(error.status, 'invalid_body', error.message, 'Send a JSON object.');
        return { status: refusal.status, body: refusal.toBody() };
      }
      throw error;
    }
  }

  return async (request: IncomingMessage, response: ServerResponse, path: string, search: string) => {
    const method = request.method ?? '';
    const at = sandbox.clock.nowIso();
    const seen: { body: unknown } = { body: undefined };
    const fault = sandbox.faults.take(method, path);
    const isLost = (moment: Fault['when']) => fault !== null && fault.mode !== 'slow' && (fault.when ?? 'before') === moment;
    const result = isLost('before') ? null : await answer(request, path, search, seen);
    const status = fault ? await misbehave(fault, request, response, result) : result?.status ?? null;
    if (!fault && result) sendJson(response, result.status, result.body);
    sandbox.requests.add({ at, method, path: search === '' ? path : `${path}?${search}`, body: seen.body, status });
  };
}

function authenticate(request: IncomingMessage, sandbox: Sandbox): Domain {
  const header = request.headers.authorization;
  if (header === undefined) throw missingKey();
  const domain = sandbox.domainOf(/^Bearer\s+(\S+)$/i.exec(header)?.[1] ?? '');
  if (domain === undefined) throw invalidKey();
  return domain;
}

async function readParsedBody(request: IncomingMessage): Promise<unknown> {
  if (request.method === 'GET') return undefined;
  const raw = await readBody(request);
  const type = request.headers['content-type'] ?? '';
  return type.startsWith('application/x-www-form-urlencoded') ? parseForm(raw) : parseJson(raw);
}
