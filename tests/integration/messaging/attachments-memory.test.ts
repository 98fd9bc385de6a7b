import { randomBytes } from 'node:crypto';
import { createUser, startServer, type TestServer } from '../../support/index.ts';
import { PDF, uploaded } from './support/attachments.ts';
import { createRoom, upTo } from './support/rooms.ts';

const MIB = 1_024 * 1_024;
const UPLOADS = 20;
/** Below half of what flows in at once: whoever kept the files, or most of them, would need more. */
const MOST_MORE_BYTES = 90 * MIB;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});

const resident = () => server.run(() => process.memoryUsage().rss);

describe('twenty uploads of ten megabytes at once', () => {
  it('cost the server a small part of their size in memory', async () => {
    const [ada, ben] = [await createUser(server), await createUser(server)];
    const roomId = await createRoom(ada, [ben]);
    const file = Buffer.concat([PDF, randomBytes(10 * MIB - PDF.length)]);
    // The first one loads what is loaded once.
    await uploaded(ada, roomId, file);
    const before = await resident();
    let most = before;
    let isOver = false;
    const watch = (async () => {
      while (!isOver) most = Math.max(most, await resident());
    })();
    const files = await Promise.all(upTo(UPLOADS).map(() => uploaded(ada, roomId, file)));
    isOver = true;
    await watch;
    expect(files.map(({ sizeBytes }) => sizeBytes)).toEqual(upTo(UPLOADS).map(() => 10 * MIB));
    expect(most - before).toBeLessThan(MOST_MORE_BYTES);
  });
});
