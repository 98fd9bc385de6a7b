import { clamd } from '../../../plugins/kernel/server/src/scanning/clamd/index.ts';
import { describeMalwareScanner } from '../../../plugins/kernel/server/src/scanning/conformance.ts';
import { freePort } from '../../../scripts/postgres/free-port.ts';
import { startClamd } from '../../support/clamd.ts';

describeMalwareScanner('clamd', async () => {
  const [{ host, port }, silent] = [await startClamd(), await startClamd()];
  silent.beSilent(true);
  return { scanner: clamd({ host, port }), unreachable: clamd({ host, port: await freePort() }), silent: clamd({ host, port: silent.port }) };
});
