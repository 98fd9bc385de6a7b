import { setTimeout as pause } from 'node:timers/promises';
import type { Proof } from '../chaos/report.ts';
import type { ChaosServer } from '../chaos/server.ts';
import { request } from './api.ts';
import type { Person } from './clients/orders.ts';
import type { Journal } from './journal.ts';

export interface RollingOptions {
  servers: readonly ChaosServer[];
  /** Of the balancer. */
  url: string;
  callers: readonly Person[];
  journal: Journal;
  say(line: string): void;
}

const PAUSE_MS = 50;
/** Before the first stop and after the last start. */
const BEFORE_AND_AFTER_MS = 2_000;

/** Stops and starts one server after the other while people call over REST, each request once: none may fail. */
export async function restartOneByOne({ servers, url, callers, journal, say }: RollingOptions): Promise<{ proof: Proof; requests: number }> {
  const ending = new AbortController();
  const failures: string[] = [];
  let requests = 0;
  const calling = Promise.all(
    callers.map(async (person) => {
      while (!ending.signal.aborted) {
        const began = Date.now();
        const failure = await callOnce(url, person, (requests += 1), journal).catch((error: unknown) => `${String(error)}, ${String(error instanceof Error ? error.cause : '')}`);
        if (failure !== undefined) failures.push(`${new Date(began).toISOString()}, after ${Date.now() - began} ms: ${failure}`);
        await pause(PAUSE_MS);
      }
    }),
  );
  await pause(BEFORE_AND_AFTER_MS);
  for (const [index, server] of servers.entries()) {
    say(`server ${index + 1} is told to stop`);
    await server.stop();
    await server.start();
    say(`server ${index + 1} is back`);
  }
  await pause(BEFORE_AND_AFTER_MS);
  ending.abort();
  await calling;
  return { requests, proof: { promise: 'no request fails while servers are replaced', offenders: failures } };
}

/** Reads or writes, in turns. @returns what went wrong */
async function callOnce(url: string, { id, token, rooms: [room = ''] }: Person, number: number, journal: Journal): Promise<string | undefined> {
  if (number % 2 === 0) {
    const answer = await request(url, token, 'GET', `/rooms/${room}/events?limit=50`);
    return answer.status === 200 ? undefined : `reading was answered with ${JSON.stringify(answer)}`;
  }
  const clientMessageId = `rest-${number}`;
  const text = `Over REST, number ${number}`;
  journal.write({ is: 'intent', person: id, room, clientMessageId, text });
  const answer = await request(url, token, 'POST', `/rooms/${room}/messages`, { clientMessageId, text });
  if (answer.status !== 201) return `sending was answered with ${JSON.stringify(answer)}`;
  const { seq, messageId } = (answer.body as { data: { seq: number; messageId: string } }).data;
  journal.write({ is: 'sent', person: id, room, clientMessageId, seq, messageId });
  return undefined;
}
