import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ChatJob, ChatReply, ChatResult } from './job.ts';

export interface ChatClients {
  /** @throws Error when a connection or an event was refused, or the process is gone. */
  run(job: ChatJob): Promise<ChatResult>;
  stop(): void;
}

/** All clients live in one process of their own, the same for every server. */
export function startClients(): ChatClients {
  const child = fork(fileURLToPath(new URL('generate.ts', import.meta.url)), { serialization: 'advanced' });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('The process with the clients is gone.')));
  // Only who waits for an answer needs to know.
  ended.catch(() => undefined);
  return {
    async run(job) {
      child.send(job);
      const [reply] = (await Promise.race([once(child, 'message'), ended])) as [ChatReply];
      if ('failure' in reply) throw new Error(reply.failure);
      return reply.result;
    },
    stop: () => void (child.connected && child.disconnect()),
  };
}
