import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer, listenOn, urlOf } from '../http/listen.ts';
import { sendText } from '../http/reply.ts';
import { createApiHandler } from './api/handler.ts';
import { createCheckoutHandler } from './checkout/handler.ts';
import { createControlHandler } from './control/handler.ts';
import { createControl, type SandboxControl } from './control/operations.ts';
import { createSandbox, type SandboxOptions } from './sandbox.ts';

export type { SandboxControl, SandboxOptions };

export interface PaystackSandbox {
  /** The controls, for tests in the same process. */
  readonly control: SandboxControl;
  /** Answers the base URL of the API. Port 0 takes a free one. */
  listen(port?: number, host?: string): Promise<string>;
  /** Cuts every connection and writes the state file, where there is one. */
  close(): Promise<void>;
}

/**
 * A stand-in for Paystack: its HTTP API for transactions, its hosted checkout, its webhooks.
 *
 * @example
 * const sandbox = createPaystackSandbox({ secretKeys: ['sk_test_1'], webhookUrl: 'http://127.0.0.1:1337/api/webhooks/paystack' });
 * const baseUrl = await sandbox.listen();
 */
export function createPaystackSandbox(options: SandboxOptions): PaystackSandbox {
  const sandbox = createSandbox(options);
  const control = createControl(sandbox);
  const serveApi = createApiHandler(sandbox);
  const serveCheckout = createCheckoutHandler(sandbox);
  const serveControl = createControlHandler(sandbox, control);

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const target = request.url ?? '/';
    const mark = target.indexOf('?');
    const path = mark === -1 ? target : target.slice(0, mark);
    const search = mark === -1 ? '' : target.slice(mark + 1);
    if (path.startsWith('/_control/')) return serveControl(request, response, path);
    if (path.startsWith('/checkout/')) return serveCheckout(request, response, path, search);
    return serveApi(request, response, path, search);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // The caller hung up in the middle of its body: nobody is left to answer.
      if (request.destroyed && !request.complete) return;
      process.stderr.write(`sandbox: ${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}\n`);
      sendText(response, 500, 'The sandbox failed to answer; its error output says why.');
    });
  });
  // Longer than any client keeps an idle connection: otherwise the two ends race to close and reuse it.
  server.keepAliveTimeout = 65_000;

  return {
    control,
    async listen(port = 0, host = '127.0.0.1') {
      const url = urlOf(host, await listenOn(server, 'The Paystack sandbox', port, host));
      sandbox.publicUrl ||= url;
      // What an earlier run had not delivered goes on from here.
      sandbox.dispatcher.rearm();
      return url;
    },
    async close() {
      await closeServer(server);
      await sandbox.close();
    },
  };
}
