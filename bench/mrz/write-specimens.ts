/** Writes the pictures that the tests read, so that they need neither this generator nor its font. Their zones are in their names' order in `zones.json`. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeZone, type ZoneSource } from '../../tests/support/mrz/compose-zone.ts';
import { photograph, type Shot } from './camera.ts';
import { drawSheet } from './document.ts';
import { createRandom } from './random.ts';

const FOLDER = fileURLToPath(new URL('../../tests/support/mrz/specimens/', import.meta.url));

const anna: ZoneSource = { format: 'TD3', documentCode: 'P', issuer: 'UTO', nationality: 'UTO', primary: 'ERIKSSON', secondary: 'ANNA MARIA', documentNumber: 'L898902C3', birthDate: '740812', expiryDate: '320415', sex: 'F', optional: 'ZE184226B', optional2: '' };
const good: Shot = { pixelsPerMm: 7, turn: 0, tiltX: 0, tiltY: 0, blur: 0.04, noise: 0, glare: [], shadow: 0, jpeg: 60, paper: 225, ink: 35, pattern: 15 };

const SPECIMENS: Readonly<Record<string, { source: ZoneSource; shot: Shot }>> = {
  'passport-flat': { source: anna, shot: good },
  'passport-upside-down-and-tilted': { source: { ...anna, primary: 'OKORO', secondary: 'UCHENNA', documentNumber: 'A01234567', optional: '' }, shot: { ...good, turn: 183, tiltX: 0.05, tiltY: -0.04, shadow: 40, paper: 205 } },
  'large-card-on-its-side': { source: { ...anna, format: 'TD2', documentCode: 'I', optional: '' }, shot: { ...good, turn: 86, blur: 0.07 } },
  'card-with-long-number': { source: { ...anna, format: 'TD1', documentCode: 'ID', documentNumber: 'D23145890734', optional: 'X', optional2: 'Q7', sex: '<' }, shot: { ...good, pixelsPerMm: 8, turn: -7, pattern: 30 } },
  'card-far-away': { source: { ...anna, format: 'TD1', documentCode: 'AC', primary: 'VAN DER MEER', secondary: 'JEAN', optional: '' }, shot: { ...good, pixelsPerMm: 3.6, jpeg: 75 } },
  'passport-with-glare-over-its-digits': { source: anna, shot: { ...good, glare: [{ at: 0.35, reach: 2.5, most: 1 }] } },
  'page-without-zone': { source: anna, shot: good },
};

await mkdir(FOLDER, { recursive: true });
const zones: Record<string, string[]> = {};
for (const [index, [name, { source, shot }]] of Object.entries(SPECIMENS).entries()) {
  const random = createRandom(900 + index);
  const lines = name === 'page-without-zone' ? [] : composeZone(source);
  const sheet = await drawSheet(source, lines, shot.pixelsPerMm, shot, random);
  await writeFile(path.join(FOLDER, `${name}.jpg`), await photograph(sheet, shot, random));
  zones[name] = lines;
}
await writeFile(path.join(FOLDER, 'zones.json'), `${JSON.stringify(zones, null, 2)}\n`);
