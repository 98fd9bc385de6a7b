import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ClockState } from '../clock.ts';
import type { StoreSnapshot } from './store.ts';

/** Raised whenever a stored shape changes: an old file is then refused with a sentence, not misread. */
const VERSION = 2;
const DEBOUNCE_MS = 200;

interface SnapshotFile extends StoreSnapshot {
  readonly version: number;
  readonly clock: ClockState;
}

export interface SnapshotWriter {
  schedule(): void;
  /** Writes now what is not written yet. */
  flush(): void;
}

/** The state of an earlier run, or `null` where there was none. */
export function readSnapshot(file: string): SnapshotFile | null {
  let content: SnapshotFile;
  try {
    content = JSON.parse(readFileSync(file, 'utf8')) as SnapshotFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`The state file ${file} cannot be read. Delete it to start empty.`, { cause: error });
  }
  if (content.version !== VERSION) {
    throw new Error(`The state file ${file} was written by another version of the sandbox. Delete it to start empty.`);
  }
  return content;
}

function replaceFile(file: string, content: string) {
  // One name a file, not one a process: what a kill leaves behind is overwritten by the next run.
  const temporary = `${file}.tmp`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}

/**
 * Writes the state a moment after it changed. The file is replaced by a rename, so that a kill at any instant leaves
 * either the old state or the new one. A large state is written less often: writing takes at most a tenth of the time.
 */
export function createSnapshotWriter(
  file: string,
  dump: () => Omit<SnapshotFile, 'version'>,
  onError: (error: unknown) => void,
): SnapshotWriter {
  let timer: NodeJS.Timeout | null = null;
  let delayMs = DEBOUNCE_MS;

  const write = () => {
    timer = null;
    const startedAt = performance.now();
    try {
      replaceFile(file, JSON.stringify({ version: VERSION, ...dump() }));
    } catch (error) {
      // Tests and development go on without it; the next change tries again.
      onError(error);
    }
    delayMs = Math.max(DEBOUNCE_MS, (performance.now() - startedAt) * 10);
  };

  return {
    schedule() {
      timer ??= setTimeout(write, delayMs);
    },
    flush() {
      if (timer === null) return;
      clearTimeout(timer);
      write();
    },
  };
}
