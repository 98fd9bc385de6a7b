import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Person } from './people.ts';

/** Writes people as a list in our own format. */
export async function writeListFile(file: string, people: readonly Person[]): Promise<void> {
  const lines = people.map(({ id, words, dateOfBirth, country }) => `${JSON.stringify({ id, kind: 'person', names: [words.join(' ')], datesOfBirth: [dateOfBirth], countries: [country] })}\n`);
  await pipeline(Readable.from(lines), createWriteStream(file));
}
