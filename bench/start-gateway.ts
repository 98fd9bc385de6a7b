import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts the stand-in for Paystack in a process of its own. */
export async function startGateway(): Promise<{ url: string; stop(): void }> {
  const child = fork(fileURLToPath(new URL('gateway.ts', import.meta.url)));
  const [port] = (await once(child, 'message')) as [number];
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.disconnect() };
}
