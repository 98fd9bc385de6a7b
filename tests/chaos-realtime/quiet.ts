import { eventually } from '../support/eventually.ts';
import type { ChaosDatabase } from '../chaos/database.ts';
import type { Crowd } from './crowd.ts';
import { readHeads } from './truth.ts';

/** Longer than a torn cable goes unnoticed, and a client's longest wait after that. */
const SETTLE_WITHIN_MS = 120_000;

/** Waits until every client has its answers, and has come to the end of every log. What does not come true is left to the proofs. */
export async function becomeQuiet(crowd: Crowd, database: ChaosDatabase, say: (line: string) => void): Promise<void> {
  const settle = async () => {
    await eventually(async () => {
      const { unsettled } = await crowd.report();
      if (unsettled > 0) throw new Error(`${unsettled} questions have no answer`);
      return true;
    }, { timeoutMs: SETTLE_WITHIN_MS, intervalMs: 500 });
    say('every client has its answers');
    const heads = await readHeads(database);
    await eventually(async () => {
      const { behind } = await crowd.report(heads);
      if (behind.length > 0) throw new Error(`${behind.length} logs are behind, such as ${behind[0]}`);
      return true;
    }, { timeoutMs: SETTLE_WITHIN_MS, intervalMs: 500 });
  };
  await crowd.calm();
  await Promise.race([settle(), crowd.failed]).then(
    () => say('every client is at the end of every log'),
    (error: unknown) => say(`NOT QUIET: ${String(error)}`),
  );
}
