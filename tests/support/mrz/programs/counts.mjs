/** A reader that tells which others are at work: each holds a file of the folder named by its bytes. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

process.once('message', ({ bytes }) => {
  const folder = Buffer.from(bytes).toString();
  const mine = path.join(folder, String(process.pid));
  writeFileSync(mine, '');
  setTimeout(() => {
    const atWork = readdirSync(folder).length;
    rmSync(mine);
    process.send?.({ outcome: 'read', reading: { atWork } });
  }, 100);
});
