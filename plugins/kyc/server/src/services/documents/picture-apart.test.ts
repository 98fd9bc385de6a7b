import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { workApart, type PictureOptions } from './picture-apart';

const PROGRAMS = path.resolve(__dirname, '../../../../../../tests/support/mrz/programs');
const folder = mkdtempSync(path.join(tmpdir(), 'mangrove-pictures-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Sources are run as they are. */
const asSources = { execArgv: ['--import', pathToFileURL(path.join(PROGRAMS, 'typescript-resolution.mjs')).href, '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'] };
const other = (name: string, more: Partial<PictureOptions> = {}) => ({ program: path.join(PROGRAMS, `${name}.mjs`), execArgv: [], ...more });
const program = (text: string) => {
  const file = path.join(folder, `${text.length}.mjs`);
  writeFileSync(file, text);
  return { program: file, execArgv: [] };
};
const REENCODE = { does: 'reencode', mediaType: 'image/png' } as const;
const picture = () => sharp({ create: { width: 640, height: 400, channels: 3, background: '#369' } }).png().toBuffer();
const stream = async (bytes: Buffer | Promise<Buffer>) => Readable.from([await bytes]);

describe('a picture that is worked on apart', () => {
  it('comes back made anew, with what was measured of it', async () => {
    const { bytes, sizeBytes, quality } = await workApart(REENCODE, await stream(picture()), asSources);
    const made = await buffer(bytes);
    expect(made).toHaveLength(sizeBytes);
    expect(await sharp(made).metadata()).toMatchObject({ format: 'jpeg', width: 640, height: 400 });
    expect(quality).toMatchObject({ width: 640, height: 400 });
  });

  it('comes back with lines across it', async () => {
    const { bytes, quality } = await workApart({ does: 'mark', lines: ['reviewer@example.com', '7', 'now'] }, await stream(picture()), asSources);
    expect((await sharp(await buffer(bytes)).stats()).channels.some(({ stdev }) => stdev > 1)).toBe(true);
    expect(quality).toBeNull();
  });

  it('is refused for what it is', async () => {
    await expect(workApart(REENCODE, await stream(Buffer.from('no picture')), asSources)).rejects.toMatchObject({ name: 'FileRefused', reason: 'damaged' });
    await expect(workApart(REENCODE, Readable.from([Buffer.alloc(0)]), asSources)).rejects.toMatchObject({ name: 'FileRefused' });
  });

  it('is refused where it ends the process that decodes it, or takes too long', async () => {
    await expect(workApart(REENCODE, await stream(picture()), other('dies'))).rejects.toMatchObject({ name: 'FileRefused', reason: 'damaged' });
    await expect(workApart(REENCODE, await stream(picture()), other('hangs', { patienceMs: 300 }))).rejects.toMatchObject({ name: 'FileRefused', reason: 'damaged' });
  });

  it('is not to blame where the program fails', async () => {
    await expect(workApart(REENCODE, await stream(picture()), program('process.exit(3);'))).rejects.toThrow('ended with 3');
  });

  it('is not taken for whole where the process ends before it has given everything', async () => {
    const early = program(`process.once('message', () => process.send({ made: { sizeBytes: 100, quality: null } }, () => process.stdout.write('half', () => process.exit())));`);
    const { bytes } = await workApart(REENCODE, Readable.from([Buffer.from('x')]), early);
    await expect(buffer(bytes)).rejects.toThrow('96 bytes too early');
  });

  it('fails as its source does', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('some');
        throw new Error('The store is gone.');
      })(),
    );
    await expect(workApart(REENCODE, broken, asSources)).rejects.toThrow('The store is gone.');
  });

  it('sees none of the settings of the server', async () => {
    process.env.DATA_MASTER_KEY = 'secret';
    const tells = program(`const names = JSON.stringify(process.env); process.once('message', () => process.send({ made: { sizeBytes: names.length, quality: null } }, () => process.stdout.write(names, () => process.exit())));`);
    const { bytes } = await workApart(REENCODE, Readable.from([Buffer.from('x')]), tells);
    expect((await buffer(bytes)).toString()).not.toContain('DATA_MASTER_KEY');
    delete process.env.DATA_MASTER_KEY;
  });
});
