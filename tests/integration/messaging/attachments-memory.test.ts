import { randomBytes } from 'node:crypto';
import { createUser, startServer, type TestServer } from '../../support/index.ts';
import { PDF, uploaded } from './support/attachments.ts';
import { createRoom, upTo } from './support/rooms.ts';

const MIB = 1_024 * 1_024;
const UPLOADS = 20;
/** A third of what flows in at once: whoever kept the files, or half of them, would need more. */
const MOST_MORE_BYTES = 64 * MIB;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});

/**
 * What is in use: the garbage is taken away first. What the process holds beside it depends on when that was done last, and so
 * on how busy the machine is.
 */
const inUse = () =>
  server.run((_strapi, _args, { load }) => {
    load<typeof import('node:v8')>('node:v8').setFlagsFromString('--expose-gc');
    load<typeof import('node:vm')>('node:vm').runInNewContext('gc()');
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  });

describe('twenty uploads of ten megabytes at once', () => {
  it('cost the server a small part of their size in memory', async () => {
    const [ada, ben] = [await createUser(server), await createUser(server)];
    const roomId = await createRoom(ada, [ben]);
    const file = Buffer.concat([PDF, randomBytes(10 * MIB - PDF.length)]);
    // The first one loads what is loaded once.
    await uploaded(ada, roomId, file);
    const before = await inUse();
    let most = before;
    let isOver = false;
    const watch = (async () => {
      while (!isOver) most = Math.max(most, await inUse());
    })();
    const files = await Promise.all(upTo(UPLOADS).map(() => uploaded(ada, roomId, file)));
    isOver = true;
    await watch;
    expect(files.map(({ sizeBytes }) => sizeBytes)).toEqual(upTo(UPLOADS).map(() => 10 * MIB));
    expect(most - before).toBeLessThan(MOST_MORE_BYTES);
  });
});
