import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { freePort } from '../../scripts/postgres/free-port.ts';
import { eventually } from './eventually.ts';

/** A Redis of one's own, which keeps nothing and never outlives this process. */
export interface RedisProcess {
  readonly url: string;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Has it hang: its connections stay open, and nothing is answered. */
  pause(): void;
  resume(): void;
}

/** Starts Debian's `redis-server`. @throws Error that names it where it is not installed. */
export async function startRedisProcess(): Promise<RedisProcess> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  process.once('exit', () => child?.kill('SIGKILL'));

  async function start(): Promise<void> {
    const started = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: 'ignore' });
    child = started;
    await new Promise<void>((resolve, reject) => {
      started.once('spawn', resolve);
      started.once('error', (error) => reject(new Error('This needs Redis: apt-get install redis-server.', { cause: error })));
    });
    await eventually(() => isListening(port));
  }
  async function kill(): Promise<void> {
    if (!child) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    child = undefined;
    await ended;
  }
  await start();
  return { url: `redis://127.0.0.1:${port}`, start, kill, pause: () => void child?.kill('SIGSTOP'), resume: () => void child?.kill('SIGCONT') };
}

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = connect(port, '127.0.0.1');
    const answer = (isThere: boolean) => {
      probe.destroy();
      resolve(isThere);
    };
    probe.once('connect', () => answer(true));
    probe.once('error', () => answer(false));
  });
