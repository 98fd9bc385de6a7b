import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { access } from './declaration';
import { accessReference } from './reference';

/** `npm run docs:access` */
const page = path.resolve('docs/reference/access.md');
mkdirSync(path.dirname(page), { recursive: true });
writeFileSync(page, accessReference(access));
