import { createServer } from 'node:net';
import { freePort } from '../postgres/free-port.ts';
import { Failure } from '../setup/failure.mjs';
import { holderOfPort } from './port-holder.ts';
import type { PortSetting } from './port-settings.ts';

const PURPOSES: Record<PortSetting, string> = {
  PORT: 'the server',
  SANDBOX_PORT: 'the Paystack sandbox',
  MAIL_SMTP_PORT: 'the mail catcher (SMTP)',
  MAIL_HTTP_PORT: 'the mail catcher (web page)',
  MAIL_INCOMING_PORT: 'the receiver of incoming mail (SMTP)',
  POSTGRES_PORT: 'PostgreSQL',
};

/**
 * The ports with every 0 replaced by a free one.
 *
 * @throws Failure when one is taken or two are the same: nothing is moved silently, since others were told the address
 */
export async function claimPorts(wanted: Partial<Record<PortSetting, number>>, host: string): Promise<Partial<Record<PortSetting, number>>> {
  const claimed: Partial<Record<PortSetting, number>> = {};
  for (const [name, port] of Object.entries(wanted) as [PortSetting, number][]) {
    const twin = Object.entries(claimed).find(([, other]) => port !== 0 && other === port)?.[0];
    if (twin !== undefined) throw new Failure(`${name} and ${twin} are both ${port}. Give each its own port.`);
    claimed[name] = port === 0 ? await freePort() : await refuseIfTaken(name, port, name === 'PORT' ? host : '127.0.0.1');
  }
  return claimed;
}

async function refuseIfTaken(name: PortSetting, port: number, host: string): Promise<number> {
  const problem = await listenProblem(port, host);
  if (problem === undefined) return port;
  if (problem === 'EACCES') throw new Failure(`Port ${port} for ${PURPOSES[name]} may only be opened by root. Set ${name} to one above 1023.`);
  if (problem !== 'EADDRINUSE') throw new Failure(`${PURPOSES[name]} cannot listen on ${host}:${port} (${problem}). Check HOST and ${name}.`);
  const holder = holderOfPort(port);
  throw new Failure(`Port ${port} for ${PURPOSES[name]} is taken${holder === undefined ? '' : ` by ${holder}`}. Free it, or set ${name} to another port, for example: ${name}=${port + 10_000 > 65_535 ? port - 10_000 : port + 10_000} npm run up`);
}

function listenProblem(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}
