import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../chaos/random.ts';

/** How a connection ends: both ends are told, or neither, and what they still send is swallowed. */
export type Cut = 'reset' | 'swallow';

/** Stands before the servers, as the balancer of a data centre and the bad network of its clients at once. */
export interface Balancer {
  readonly url: string;
  /** Connections that carry something. */
  readonly open: number;
  /** Cuts each connection with this probability. @returns how many */
  cut(share: number, how: () => Cut): number;
}

export interface Target {
  readonly port: number;
  isReady(): Promise<boolean>;
}

/** As often a balancer asks a server whether it is ready, and so long it waits for the answer. */
const CHECK_MS = 250;
const ANSWER_WITHIN_MS = 1_000;

interface Line {
  near: Socket;
  far: Socket;
  isSwallowed: boolean;
}

/** Passes on bytes, to those servers that say that they are ready. */
export async function startBalancer(targets: readonly Target[], random: Random): Promise<Balancer> {
  const lines = new Set<Line>();
  const ready = new Set(targets);

  /** Each by itself: one that starts and does not answer must not hide that another one stops. */
  const watch = async (target: Target): Promise<void> => {
    const isReady = await Promise.race([target.isReady(), pause(ANSWER_WITHIN_MS, false, { ref: false })]);
    if (isReady) ready.add(target);
    else ready.delete(target);
    setTimeout(() => void watch(target), CHECK_MS).unref();
  };
  for (const target of targets) void watch(target);

  /** Tries the servers in turn; where none takes it, the client finds nobody, as behind any balancer. */
  async function dial(): Promise<Socket | undefined> {
    // With none that is ready all are tried, as balancers do: perhaps they are only slow to say so.
    const candidates = (ready.size > 0 ? [...ready] : [...targets]).map(({ port }) => ({ port, place: random.next() })).sort((a, b) => a.place - b.place);
    for (const { port } of candidates) {
      const far = connect({ port, host: '127.0.0.1', noDelay: true });
      try {
        await once(far, 'connect');
        return far;
      } catch {
        // Not listening, or gone this moment: the next one.
        far.destroy();
      }
    }
    return undefined;
  }

  const server = createServer({ noDelay: true, pauseOnConnect: true }, (near) => {
    near.on('error', () => near.destroy());
    void dial().then((far) => {
      if (!far || near.destroyed) {
        far?.destroy();
        near.resetAndDestroy();
        return;
      }
      join(near, far);
    });
  });

  function join(near: Socket, far: Socket): void {
    const line: Line = { near, far, isSwallowed: false };
    lines.add(line);
    far.on('error', () => far.destroy());
    for (const [end, other] of [[near, far], [far, near]] as const) {
      end.once('close', () => {
        lines.delete(line);
        // Behind a torn cable nobody learns that the other end has given up.
        if (!line.isSwallowed) other.destroy();
      });
    }
    near.pipe(far).pipe(near);
  }

  function end(line: Line, how: Cut): void {
    const { near, far } = line;
    lines.delete(line);
    if (how === 'reset') {
      near.resetAndDestroy();
      far.resetAndDestroy();
      return;
    }
    line.isSwallowed = true;
    near.unpipe(far);
    far.unpipe(near);
    near.resume();
    far.resume();
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get open() {
      return lines.size;
    },
    cut(share, how) {
      const chosen = [...lines].filter(() => random.chance(share));
      for (const line of chosen) end(line, how());
      return chosen.length;
    },
  };
}
