/** Measures the reader of machine-readable zones on pictures that it has never seen; see bench/README.md. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DISTORTIONS } from './distortions.ts';
import { makePicture } from './pictures.ts';
import { emptyTally, exactPercent, HEADING, isMet, rowOf, sumOf, type Tally } from './verdict.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(import.meta.url);
const TODAY = '2026-11-23';

const { values } = parseArgs({ options: { each: { type: 'string', default: '40' }, only: { type: 'string' }, from: { type: 'string', default: '0' }, misses: { type: 'boolean', default: false } } });
const kinds = values.only?.split(',') ?? Object.keys(DISTORTIONS);
const [from, each] = [Number(values.from), Number(values.each)];

execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json'], { cwd: ROOT, stdio: 'inherit' });
const compiled = '../../dist/plugins/kyc/server/src';
const { readZone } = require(`${compiled}/domain/mrz/read-zone.js`) as typeof import('../../plugins/kyc/server/src/domain/mrz/read-zone.ts');
const { decodeImage } = require(`${compiled}/services/mrz/decode-image.js`) as typeof import('../../plugins/kyc/server/src/services/mrz/decode-image.ts');
const { FORMATS, textAt } = require(`${compiled}/domain/mrz/formats.js`) as typeof import('../../plugins/kyc/server/src/domain/mrz/formats.ts');

async function measure(tally: Tally, index: number): Promise<void> {
  const { jpeg, lines, isReadable } = await makePicture(tally.kind, index);
  const startedAt = performance.now();
  const zone = readZone(await decodeImage(jpeg), TODAY);
  tally.millis.push(performance.now() - startedAt);
  const isExact = zone?.lines.join('\n') === lines.join('\n');
  tally.pictures += 1;
  tally.readable += isReadable ? 1 : 0;
  tally.exact += isReadable && isExact ? 1 : 0;
  const layouts = FORMATS.find(({ name }) => name === zone?.parsed.contents.format)?.fields ?? [];
  for (const layout of layouts.filter(({ name }) => zone?.states[name] === 'verified')) {
    tally.verified += 1;
    const isRight = zone?.lines.length === lines.length && zone.lines[0]?.length === lines[0]?.length && textAt(zone.lines, layout) === textAt(lines, layout);
    tally.verifiedWrong += isRight ? 0 : 1;
    if (!isRight && zone) console.log(`  ${layout.name} is verified and wrong in picture ${index}:\n    ${lines.join('\n    ')}\n    read as\n    ${zone.lines.join('\n    ')}`);
  }
  if (values.misses && isReadable && !isExact) console.log(`  ${tally.kind} ${index} should be\n    ${lines.join('\n    ')}\n    ${zone ? `and is read as\n    ${zone.lines.join('\n    ')}` : 'and is not read'}`);
}

console.log(HEADING);
const tallies: Tally[] = [];
for (const kind of kinds) {
  const tally = emptyTally(kind);
  for (let index = from; index < from + each; index += 1) await measure(tally, index);
  tallies.push(tally);
  console.log(rowOf(tally));
}
const total = sumOf(tallies);
console.log(rowOf(total));
console.log(`\n${exactPercent(total).toFixed(1)} % of ${total.readable} readable zones exact (bar: 85 %), ${total.verifiedWrong} of ${total.verified} verified fields wrong (bar: none): ${isMet(total) ? 'met' : 'MISSED'}. The process took at most ${(process.resourceUsage().maxRSS / 1_024).toFixed(0)} MiB, pictures and their making included.`);
process.exitCode = isMet(total) ? 0 : 1;
