import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { DocumentFormBroken } from '../../document-errors';

export interface Form<T> {
  fields: Readonly<Record<string, string>>;
  /** What became of its one file. */
  file: T;
}

const LIMITS = { files: 1, fields: 8, parts: 10, fieldNameSize: 40, fieldSize: 200, headerPairs: 20 } as const;

/**
 * Reads a form with one file as it comes, in memory that does not grow with it, and nothing of it ever on a disk.
 *
 * @param takeFile is given the file as it flows in; where it fails, the rest is not read
 * @param letGo of what `takeFile` made, where the rest of the form fails
 * @throws DocumentFormBroken, and whatever `takeFile` throws
 */
export async function readForm<T>(contentType: string | undefined, body: AsyncIterable<Buffer>, takeFile: (file: Readable) => Promise<T>, letGo: (taken: T) => Promise<void>): Promise<Form<T>> {
  const parser = parserOf(contentType);
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  let file: Readable | undefined;
  let taking: Promise<T> | undefined;
  const stop = (error: unknown) => void parser.destroy(error instanceof Error ? error : new Error(String(error)));

  parser.on('file', (name: string, stream: Readable) => {
    // Whoever takes it hears of what happens to it; this is for the moment between the two.
    stream.on('error', stop);
    if (name !== 'file') return stop(new DocumentFormBroken({ reason: `there is a file called ${JSON.stringify(name.slice(0, 40))}.` }));
    file = stream;
    taking = takeFile(stream);
    taking.catch(stop);
  });
  parser.on('field', (name: string, value: string, _isNameCut: boolean, isValueCut: boolean) => {
    if (isValueCut || name in fields) stop(new DocumentFormBroken({ reason: `the field ${JSON.stringify(name.slice(0, 40))} is too long, or there twice.` }));
    else fields[name] = value;
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) parser.on(limit, () => stop(new DocumentFormBroken({ reason: 'it has too many parts.' })));

  const parsing = pipeline(body, parser).catch((error: unknown) => {
    const failure = asRefusal(error);
    file?.destroy(failure);
    throw failure;
  });
  const [parsed] = await Promise.allSettled([parsing]);
  const [taken] = await Promise.allSettled([taking]);
  if (parsed.status === 'rejected') {
    if (taken.status === 'fulfilled' && taking) await letGo(await taking);
    throw parsed.reason;
  }
  if (!taking) throw new DocumentFormBroken({ reason: 'it has no file.' });
  return { fields, file: await taking };
}

function parserOf(contentType: string | undefined): BusboyInstance {
  try {
    if (!/^multipart\/form-data\s*;/i.test(contentType ?? '')) throw new Error('it is not one.');
    return new Busboy({ headers: { 'content-type': contentType ?? '' }, limits: LIMITS });
  } catch (error) {
    throw new DocumentFormBroken({ reason: error instanceof Error && error.message === 'it is not one.' ? error.message : 'its header names no boundary.' });
  }
}

/** What the parser complains about is the sender's; whatever else has a name of its own. */
function asRefusal(error: unknown): Error {
  if (error instanceof Error && /Unexpected end of multipart|terminated early|Malformed|Boundary|multipart/i.test(error.message)) return new DocumentFormBroken({ reason: 'it breaks off, or is none.' });
  return error instanceof Error ? error : new Error(String(error));
}
