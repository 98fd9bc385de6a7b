import { createHash } from 'node:crypto';
import { startChild } from './children.ts';
import type { ChaosDatabase } from './database.ts';
import type { Delivery } from './paystack.ts';
import type { Proof } from './report.ts';

/** A webhook that we answered with 200 is one that we have; the sender will not come again. */
export async function proveWebhooksKept(database: ChaosDatabase, deliveries: readonly Delivery[]): Promise<Proof> {
  const rows = await database.query<{ digest: string }>(`SELECT encode(body_sha256, 'hex') AS digest FROM inbox_messages`);
  const kept = new Set(rows.map(({ digest }) => digest));
  const lost = deliveries.filter(({ state, body }) => state === 'delivered' && !kept.has(createHash('sha256').update(body).digest('hex')));
  return { promise: 'every webhook that got 200 is kept', offenders: lost.map(({ reference }) => reference) };
}

/** Every webhook found a server that took it, sooner or later. */
export const proveWebhooksTaken = (deliveries: readonly Delivery[]): Proof => ({
  promise: 'every webhook got its 200',
  offenders: deliveries.filter(({ state }) => state !== 'delivered').map(({ reference, state }) => `${reference} is ${state}`),
});

/** The same check that an operator runs. */
export async function proveAudit(env: Readonly<Record<string, string>>): Promise<Proof> {
  const child = startChild(['dist/plugins/kernel/server/src/audit/cli.js', 'verify'], env);
  await child.exited;
  return { promise: 'the audit chain is intact', offenders: child.process.exitCode === 0 ? [] : [child.tail().trim()] };
}
