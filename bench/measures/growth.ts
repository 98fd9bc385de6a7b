import type { Cluster } from '../cluster.ts';
import { startMangrove, type MangroveContender } from '../contenders/mangrove.ts';
import type { Ground } from '../contenders/contender.ts';
import { authorizedGet, type LoadGenerator } from '../load/load-generator.ts';
import type { Amounts } from '../options.ts';
import { startCpuClock, type Turn } from './measured.ts';
import { inTurns } from './turns.ts';

export const SMALL = 'Mangrove, small table';
export const LARGE = 'Mangrove, large table';

/** One way to ask for the list. */
export interface ListCase {
  name: string;
  token: (server: MangroveContender) => string;
  /** Answers the page's address. */
  path: (server: MangroveContender) => Promise<string>;
}

export const listCases: readonly ListCase[] = [
  { name: 'first page of a user with 100 rows', token: (server) => server.token, path: async () => '/api/transactions?limit=25' },
  { name: 'first page of a user with 1 % of the rows', token: (server) => server.onePercentToken, path: async () => '/api/transactions?limit=25' },
  { name: 'last page of a user with 1 % of the rows', token: (server) => server.onePercentToken, path: lastPage },
  { name: 'first page, filtered by state, of a user with 1 % of the rows', token: (server) => server.onePercentToken, path: async () => '/api/transactions?limit=25&state=succeeded' },
];

/** The same lists on a small and on a large table: two servers, two databases, one cluster. */
export async function measureGrowth(ground: Omit<Ground, 'rows'>, load: LoadGenerator, cluster: Cluster, amounts: Amounts, say: (line: string) => void, record: (turn: Turn) => void): Promise<void> {
  const start = async (name: string, database: string, rows: number) => {
    say(`filling ${rows.toLocaleString('en')} rows`);
    const server = await startMangrove({ ...ground, rows }, await cluster.createDatabase(database));
    return { ...server, name };
  };
  const servers = [await start(SMALL, 'mangrove_small', amounts.smallRows), await start(LARGE, 'mangrove_large', amounts.largeRows)];
  try {
    for (const listCase of listCases) {
      say(listCase.name);
      const requests = new Map<string, Buffer>();
      for (const server of servers) requests.set(server.name, authorizedGet(await listCase.path(server), listCase.token(server)));
      await inTurns(servers, amounts.rounds, async (contender, round) => {
        const request = requests.get(contender.name);
        if (!request) throw new Error(`${contender.name} has no request.`);
        const job = { port: contender.server.port, connections: amounts.connections, requests: [request] };
        await load.run({ ...job, durationMs: amounts.warmUpMs / 3 });
        const cpuSince = startCpuClock(contender.server, cluster);
        const { answered, elapsedMs, latencyMs, cpuSeconds } = await load.run({ ...job, durationMs: amounts.measureMs / 2 });
        record({
          measure: listCase.name,
          contender: contender.name,
          round,
          perSecond: (answered * 1_000) / elapsedMs,
          meanMs: latencyMs.mean,
          p50Ms: latencyMs.p50,
          p99Ms: latencyMs.p99,
          ...cpuSince(answered),
          loadCpuMicros: (cpuSeconds * 1e6) / answered,
          residentMegabytes: contender.server.residentMegabytes(),
        });
      });
    }
  } finally {
    await Promise.all(servers.map(({ server }) => server.stop()));
  }
}

interface Page {
  data: unknown[];
  meta: { nextCursor: string | null };
}

/** Walks through all pages by their cursors, as a client would, and answers the address of the last one. */
async function lastPage({ server, onePercentToken }: MangroveContender): Promise<string> {
  let path = '/api/transactions?limit=25';
  for (;;) {
    const response = await fetch(server.url + path, { headers: { authorization: `Bearer ${onePercentToken}` } });
    if (!response.ok) throw new Error(`${server.name} answered ${response.status} for ${path}.`);
    const { data, meta } = (await response.json()) as Page;
    if (meta.nextCursor === null) {
      if (data.length !== 25) throw new Error(`The last page has ${data.length} rows instead of 25: the walk lost or repeated some.`);
      return path;
    }
    path = `/api/transactions?limit=25&cursor=${encodeURIComponent(meta.nextCursor)}`;
  }
}
