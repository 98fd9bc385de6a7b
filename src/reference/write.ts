import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { referencePages } from './pages';

/** `npm run docs:reference` */
const folder = path.resolve('docs/reference');
mkdirSync(folder, { recursive: true });
for (const [file, text] of Object.entries(referencePages())) writeFileSync(path.join(folder, file), text);
// Modules that only wait for a server would keep the process.
process.exit(0);
