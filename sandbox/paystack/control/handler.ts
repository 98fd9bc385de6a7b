import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { parseJson, readBody, UnreadableBody } from '../../http/body.ts';
import { sendJson } from '../../http/reply.ts';
import { createRouter } from '../../http/router.ts';
import { ControlError } from './errors.ts';
import type { SandboxControl } from './operations.ts';
import { controlRoutes } from './routes.ts';
import type { Sandbox } from '../sandbox.ts';

/** Serves `/_control/*`: JSON in, JSON out, each refusal with what is wrong where. */
export function createControlHandler(sandbox: Sandbox, control: SandboxControl) {
  const match = createRouter(controlRoutes);

  async function answer(request: IncomingMessage, path: string): Promise<{ status: number; body: unknown }> {
    const found = match(request.method ?? '', path);
    if (!found) throw new ControlError(404, `There is no ${request.method} ${path}. sandbox/README.md lists the control API.`);
    const raw = request.method === 'GET' ? undefined : parseJson(await readBody(request));
    const body = await found.route.handle({ sandbox, control, params: found.params, body: raw });
    return { status: found.route.status ?? 200, body };
  }

  return async (request: IncomingMessage, response: ServerResponse, path: string) => {
    try {
      const { status, body } = await answer(request, path);
      sendJson(response, status, body);
    } catch (error) {
      const refusal = toRefusal(error);
      sendJson(response, refusal.status, refusal.toBody());
    }
  };
}

function toRefusal(error: unknown): ControlError {
  if (error instanceof ControlError) return error;
  if (error instanceof UnreadableBody) return new ControlError(error.status, error.message);
  if (error instanceof z.ZodError) {
    const issues = error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message }));
    return new ControlError(400, `The body does not fit: ${issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ')}`, issues);
  }
  throw error;
}
