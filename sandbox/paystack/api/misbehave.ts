import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendJson } from '../../http/reply.ts';
import type { Fault } from '../faults.ts';

const serverError = { status: false, message: 'Internal server error', meta: { nextStep: 'Try again later' }, type: 'api_error', code: 'unknown' };

/**
 * Answers under a fault. `result` is the right answer, or `null` where the request was not let through.
 * Resolves with the status that was sent, or `null` where none was.
 */
export async function misbehave(
  fault: Fault, request: IncomingMessage, response: ServerResponse, result: { status: number; body: unknown } | null,
): Promise<number | null> {
  // A client that sends its body into a request that nobody reads would wait for ever.
  request.resume();
  // Nothing waits for the caller's patience: the pause ends with the process, too.
  if (fault.delayMs) await sleep(fault.delayMs, undefined, { ref: false });
  switch (fault.mode) {
    // The connection stays open until the caller gives up or the sandbox closes.
    case 'timeout': return null;
    case 'reset':
      request.socket.resetAndDestroy();
      return null;
    case 'status': {
      const status = fault.status ?? 500;
      sendJson(response, status, fault.body ?? serverError);
      return status;
    }
    case 'slow':
      if (!result) return null;
      sendJson(response, result.status, result.body);
      return result.status;
  }
}
