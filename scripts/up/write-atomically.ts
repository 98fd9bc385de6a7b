import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Nobody ever reads a file that is half written. Only its owner may read it: it can hold passwords. */
export function writeAtomically(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}
