import { createRequire } from 'node:module';
import path from 'node:path';

/** The kernel of the server that runs in this process: the compiled one, of which there must be only one copy. */
const kernelModule = createRequire(path.join(process.cwd(), 'package.json'))('#kernel') as typeof import('../../../../plugins/kernel/server/src/index.ts');

export const { appendEvent, audit, clock, kernel, requestContext, sql, transaction } = kernelModule;
