import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { ChatClient } from './chat-client.ts';
import { listenOn, textNow } from './hearing.ts';
import type { ChatJob, ChatReply, ChatResult } from './job.ts';

/** The process with the clients: takes jobs from its parent, one at a time. */
process.on('message', (job: ChatJob) => {
  void run(job).then(
    (result) => reply({ result }),
    (error: unknown) => reply({ failure: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
const reply = (message: ChatReply) => process.send?.(message);

/** More at once would fill the queue of connections that nobody has accepted yet. */
const OPENING_AT_ONCE = 50;
/** Between the rooms of one connection: so the listeners of a room are different people. */
const STRIDE = 101;
/** So long the last deliveries may take; what comes later is lost. */
const LAST_DELIVERIES_MS = 15_000;
const NOTHING: ChatResult = { acknowledged: 0, elapsedMs: 0, deliveries: 0, lost: 0, doubled: 0, reordered: 0, latencyMs: { mean: 0, p50: 0, p99: 0 }, cpuSeconds: 0 };

let clients: ChatClient[] = [];
/** Who hears a message. */
let listenersEach = 0;
let nextMessage = 0;

async function run(job: ChatJob): Promise<ChatResult> {
  if (job.do === 'open') await open(job);
  else if (job.do === 'close') {
    clients.forEach((client) => client.close());
    clients = [];
  } else return measured(job);
  return NOTHING;
}

async function open({ port, tokens, count, roomIds = [], roomsEach = 1 }: Extract<ChatJob, { do: 'open' }>): Promise<void> {
  for (let first = 0; first < count; first += OPENING_AT_ONCE) {
    const numbers = Array.from({ length: Math.min(OPENING_AT_ONCE, count - first) }, (_, index) => first + index);
    clients.push(...(await Promise.all(numbers.map((number) => ChatClient.open(port, tokens[number % tokens.length] ?? '')))));
  }
  listenersEach = (count * roomsEach) / roomIds.length;
  for (let turn = 0; turn < (roomIds.length > 0 ? roomsEach : 0); turn += 1) {
    for (const [number, client] of clients.entries()) await client.ask('room:join', { roomId: roomIds[(number + turn * STRIDE) % roomIds.length] });
  }
}

async function measured(job: Extract<ChatJob, { do: 'pace' | 'race' }>): Promise<ChatResult> {
  const hearing = listenOn(clients, listenersEach);
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const acknowledged = await (job.do === 'pace' ? pace(job) : race(job));
  const elapsedMs = performance.now() - startedAt;
  const deadline = performance.now() + LAST_DELIVERIES_MS;
  while (hearing.deliveries() < acknowledged * listenersEach && performance.now() < deadline) await pause(5);
  const { user, system } = process.cpuUsage(cpuBefore);
  return { ...hearing.result(acknowledged), elapsedMs, cpuSeconds: (user + system) / 1e6 };
}

const send = (client: ChatClient | undefined, roomId: string) => {
  if (!client) throw new Error('There is no connection that could send.');
  return client.ask('message:send', { roomId, clientMessageId: `m-${process.pid}-${nextMessage++}`, text: textNow() });
};

async function pace({ roomIds, perSecond, durationMs }: Extract<ChatJob, { do: 'pace' }>): Promise<number> {
  const count = Math.round((perSecond * durationMs) / 1_000);
  const startedAt = performance.now();
  const sending: Promise<void>[] = [];
  for (let number = 0; number < count; number += 1) {
    const waitMs = startedAt + (number * 1_000) / perSecond - performance.now();
    if (waitMs > 0) await pause(waitMs);
    const place = number % roomIds.length;
    sending.push(send(clients[place], roomIds[place] ?? ''));
  }
  await Promise.all(sending);
  return count;
}

async function race({ roomId, writers, durationMs }: Extract<ChatJob, { do: 'race' }>): Promise<number> {
  const endsAt = performance.now() + durationMs;
  let acknowledged = 0;
  await Promise.all(
    clients.slice(0, writers).map(async (client) => {
      while (performance.now() < endsAt) {
        await send(client, roomId);
        acknowledged += 1;
      }
    }),
  );
  return acknowledged;
}
