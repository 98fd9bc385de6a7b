import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { identify, type ProcessIdentity } from '../setup/process-identity.mjs';
import { writeAtomically } from './write-atomically.ts';

/** An orphan has noticed the end of its parent already and is finishing its work. */
const PATIENCE_MS = 10_000;

/** Writes down the processes that were started, so that the next start knows its own from strangers. */
export const rememberChildren = (file: string, identities: readonly (ProcessIdentity | undefined)[]): void =>
  writeAtomically(file, JSON.stringify(identities.filter((identity) => identity !== undefined)));

/** Nothing of it runs any more. It only removes, so that it works on a full disk as well. */
export const forgetChildren = (file: string): void => rmSync(file, { force: true });

/** Ends what a crashed `up` left running. A process that only got the same number is left alone. */
export async function endLeftovers(file: string): Promise<void> {
  const left = remembered(file).filter(isStillThere);
  for (const { pid } of left) signal(pid, 'SIGTERM');
  const deadline = Date.now() + PATIENCE_MS;
  while (left.some(isStillThere) && Date.now() < deadline) await delay(50);
  for (const identity of left.filter(isStillThere)) signal(identity.pid, 'SIGKILL');
  while (left.some(isStillThere) && Date.now() < deadline + PATIENCE_MS) await delay(50);
}

const isStillThere = ({ pid, startedAt }: ProcessIdentity) => identify(pid)?.startedAt === startedAt;

function remembered(file: string): ProcessIdentity[] {
  if (!existsSync(file)) return [];
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity[];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It has ended in this very moment.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
