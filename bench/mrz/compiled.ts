import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const FOLDER = '../../dist/plugins/kyc/server/src/domain/mrz/image';

/** The parts of the reader that training shares with it, as they run: compiled (`npm run build`). */
export const compiledReader = () => ({
  ...(require(`${FOLDER}/cells.js`) as typeof import('../../plugins/kyc/server/src/domain/mrz/image/cells.ts')),
  ...(require(`${FOLDER}/network.js`) as typeof import('../../plugins/kyc/server/src/domain/mrz/image/network.ts')),
});
