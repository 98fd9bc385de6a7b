import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import type { ListEntry } from '../../domain/screening/list-entry';
import { CSV_COLUMNS, entryOfCsv, entryOfFtm, entryOfJson, type ListFormat } from '../../domain/screening/list-formats';

/** Which format a file is in by its name, e.g. `entities.ftm.json`. */
export function formatOf(file: string): ListFormat | undefined {
  if (/\.ftm\.json(l)?$/i.test(file)) return 'ftm';
  if (/\.csv$/i.test(file)) return 'csv';
  return /\.(jsonl|ndjson)$/i.test(file) ? 'jsonl' : undefined;
}

/** @returns of the whole file, in hexadecimal digits */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * Reads a list entry by entry, as fast as they are taken.
 *
 * @throws Error that names the line of the first entry that cannot be read: half a list is none
 */
export async function* readListFile(file: string, format: ListFormat): AsyncGenerator<ListEntry> {
  const position = { line: 0 };
  try {
    for await (const entry of format === 'csv' ? csvEntries(file, position) : lineEntries(file, position, format === 'ftm' ? entryOfFtm : entryOfJson)) if (entry) yield entry;
  } catch (error) {
    throw new Error(`Line ${position.line} of the list cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

interface Position {
  line: number;
}

async function* lineEntries(file: string, position: Position, read: (line: string) => ListEntry | undefined): AsyncGenerator<ListEntry | undefined> {
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    position.line += 1;
    if (line.trim() !== '') yield read(line.replace(/^\uFEFF/, ''));
  }
}

async function* csvEntries(file: string, position: Position): AsyncGenerator<ListEntry> {
  const source = createReadStream(file);
  const rows = source.pipe(parse({ bom: true, columns: knownColumns, info: true, skip_empty_lines: true }));
  // A pipe hands on bytes, and no failures.
  source.on('error', (error) => rows.destroy(error));
  for await (const { record, info } of rows as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>) {
    position.line = info.lines;
    yield entryOfCsv(record);
  }
}

function knownColumns(header: string[]): string[] {
  const missing = CSV_COLUMNS.find((column) => !header.includes(column));
  if (missing !== undefined) throw new Error(`the column "${missing}" is missing; expected ${CSV_COLUMNS.join(', ')}`);
  return header;
}
