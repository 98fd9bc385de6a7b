import { existsSync, readFileSync } from 'node:fs';
import { pathsIn } from '../up/paths.ts';
import type { UpReport } from '../up/report.ts';
import { readUpSettings } from '../up/settings.ts';
import { Failure } from '../setup/failure.mjs';

/** Everything the demo needs to find its way: what `npm run up` wrote down, with the sandbox that it insists on. */
export interface Running extends UpReport {
  sandbox: { paystack: string; control: string };
}

/** @throws Failure when nothing runs here, or when it runs against a gateway that cannot be made to misbehave */
export async function findRunning(): Promise<Running> {
  const { upFile } = pathsIn(readUpSettings().dataDir);
  if (!existsSync(upFile)) throw new Failure('Nothing runs here. Start it with `npm run up` in another terminal, wait for its table, and run the demo again.');
  const report = JSON.parse(readFileSync(upFile, 'utf8')) as UpReport;
  const { paystack, control } = report.sandbox;
  if (paystack === undefined || control === undefined) {
    throw new Failure('The demo plays with the Paystack sandbox, and `npm run up` has started none, because PAYSTACK_BASE_URL is set. Start it without that setting.');
  }
  await refuseSilence(report.url);
  return { ...report, sandbox: { paystack, control } };
}

async function refuseSilence(url: string): Promise<void> {
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(10_000) });
  } catch {
    throw new Failure(`\`npm run up\` has written down the address ${url}, but nothing answers there. Start it again.`);
  }
}
