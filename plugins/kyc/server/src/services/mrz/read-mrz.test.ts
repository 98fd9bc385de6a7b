import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { createMrzReader } from './read-mrz';

const TODAY = '2026-11-23';
const SUPPORT = path.resolve(__dirname, '../../../../../../tests/support/mrz');
const program = (name: string) => path.join(SUPPORT, 'programs', `${name}.mjs`);
const specimen = (name: string) => readFileSync(path.join(SUPPORT, 'specimens', `${name}.jpg`));
const zones = JSON.parse(readFileSync(path.join(SUPPORT, 'specimens/zones.json'), 'utf8')) as Record<string, string[]>;

/** Sources are read as they are. */
const asSources = { execArgv: ['--import', pathToFileURL(program('typescript-resolution')).href, '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'] };
const NOTHING = new Uint8Array();

/** Jest's own sandbox is a hundred times too slow for pixels: pictures are read where they always are. */
const read = createMrzReader({ ...asSources, atOnce: 1 });
const readingOf = async (name: string) => {
  const outcome = await read(specimen(name), TODAY);
  if (outcome.outcome !== 'read') throw new Error(`${name} is unread: ${outcome.reason}`);
  return outcome.reading;
};
const UNREAD = { outcome: 'unread', reason: 'no_zone' };

describe('a picture', () => {
  it.each(Object.entries(zones).filter(([, lines]) => lines.length > 0))('of a %s is read sign by sign', async (name, lines) => {
    expect((await readingOf(name)).lines).toEqual(lines);
  });

  it('has its guarded fields verified, and nothing else', async () => {
    const { states, contents } = await readingOf('passport-flat');
    expect(states).toMatchObject({ documentNumber: 'verified', birthDate: 'verified', expiryDate: 'verified', names: 'read', nationality: 'read', issuer: 'read', sex: 'read' });
    expect(contents).toMatchObject({ documentNumber: 'L898902C3', birthDate: '1974-08-12', names: { primary: 'ERIKSSON', secondary: 'ANNA MARIA' } });
  });

  it('on which glare covers a date has that date doubtful, however well its digit holds', async () => {
    expect((await readingOf('passport-with-glare-over-its-digits')).states.birthDate).toBe('doubtful');
  });

  it('without a zone has none', async () => {
    await expect(read(specimen('page-without-zone'), TODAY)).resolves.toEqual(UNREAD);
  });

  it.each([1, 2, 40])('of %i pixels a side has none', async (side) => {
    const picture = await sharp({ create: { width: side, height: side, channels: 3, background: '#888' } }).png().toBuffer();
    await expect(read(picture, TODAY)).resolves.toEqual(UNREAD);
  });

  it('is read the way up that its camera noted', async () => {
    const turned = await sharp(specimen('passport-flat')).rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer();
    await expect(read(turned, TODAY)).resolves.toMatchObject({ outcome: 'read', reading: { lines: zones['passport-flat'] } });
  });
});

describe('the reader', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('P<UTOERIKSSON<<ANNA')],
    ['half a picture', specimen('passport-flat').subarray(0, 400)],
  ])('says that %s is no picture', async (_what, bytes) => {
    await expect(read(bytes, TODAY)).resolves.toEqual({ outcome: 'unread', reason: 'not_an_image' });
  });

  it('says so of a picture that unpacks to more than it takes', async () => {
    const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#fff' } }).png().toBuffer();
    await expect(read(bomb, TODAY)).resolves.toEqual({ outcome: 'unread', reason: 'not_an_image' });
  });

  it('gives up on what takes too long', async () => {
    await expect(createMrzReader({ program: program('hangs'), execArgv: [], patienceMs: 300 })(NOTHING, TODAY)).resolves.toEqual({ outcome: 'unread', reason: 'took_too_long' });
  });

  it.each([
    ['dies', []],
    ['grows', ['--max-old-space-size=32']],
    ['is-not-there', []],
  ])('survives a program that %s', async (name, execArgv) => {
    await expect(createMrzReader({ program: program(name), execArgv })(NOTHING, TODAY)).resolves.toEqual({ outcome: 'unread', reason: 'reader_failed' });
  });

  it('reads so many at a time, and all of them', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'mangrove-mrz-'));
    const readTwo = createMrzReader({ program: program('counts'), execArgv: [], atOnce: 2 });
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => readTwo(Buffer.from(folder), TODAY)));
    rmSync(folder, { recursive: true });
    expect(outcomes).toHaveLength(6);
    for (const outcome of outcomes) expect([1, 2]).toContain((outcome as { reading?: { atWork: number } }).reading?.atWork);
  });

  it('goes on after one that failed', async () => {
    const readOne = createMrzReader({ program: program('dies'), execArgv: [], atOnce: 1 });
    await expect(Promise.all([readOne(NOTHING, TODAY), readOne(NOTHING, TODAY)])).resolves.toHaveLength(2);
  });
});
