import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LoadJob, LoadReply, LoadResult } from './job.ts';

export interface LoadGenerator {
  /** @throws Error when a single request was not answered with 200. */
  run(job: LoadJob): Promise<LoadResult>;
  stop(): void;
}

/** The load comes from a process of its own, the same for every server. */
export function startLoadGenerator(): LoadGenerator {
  const child = fork(fileURLToPath(new URL('generate.ts', import.meta.url)), { serialization: 'advanced' });
  return {
    async run(job) {
      child.send(job);
      const [reply] = (await once(child, 'message')) as [LoadReply];
      if ('failure' in reply) throw new Error(reply.failure);
      return reply.result;
    },
    stop: () => void child.disconnect(),
  };
}

/** The bytes of a GET that carries a bearer token. */
export const authorizedGet = (path: string, token: string): Buffer =>
  Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nAuthorization: Bearer ${token}\r\n\r\n`);
