import { Failure } from '../setup/failure.mjs';
import { inRoot } from '../setup/root.mjs';
import { startChild, type Child } from './child.ts';
import type { DataPaths } from './paths.ts';
import type { PortSetting } from './port-settings.ts';
import type { UpSettings } from './settings.ts';

export interface SandboxAddresses {
  paystack?: string;
  control?: string;
  smtp?: { host: string; port: number };
  mail?: string;
  /** Takes mail for the product. */
  incoming?: { host: string; port: number };
}

const START_TIMEOUT_MS = 20_000;

/** The stand-ins that are needed: none where the real service is set. Nobody else hands mail to a machine on which somebody develops. */
export const sandboxParts = ({ paystackBaseUrl, smtpHost }: UpSettings): ('paystack' | 'mail' | 'incoming-mail')[] => [
  ...(paystackBaseUrl === undefined ? (['paystack'] as const) : []),
  ...(smtpHost === undefined ? (['mail'] as const) : []),
  'incoming-mail',
];

export async function startSandbox(
  settings: UpSettings,
  ports: Partial<Record<PortSetting, number>>,
  serverUrl: string,
  paths: DataPaths,
  onStart: (child: Child) => void,
): Promise<SandboxAddresses> {
  let announce: ((addresses: SandboxAddresses) => void) | undefined;
  const announced = new Promise<SandboxAddresses>((resolve) => (announce = resolve));
  const child = startChild({
    name: 'sandbox',
    args: [inRoot('sandbox', 'main.ts')],
    log: `${paths.logs}/sandbox.log`,
    env: {
      ...settings.env,
      ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])),
      SANDBOX_PARTS: sandboxParts(settings).join(','),
      SANDBOX_STATE_FILE: paths.sandboxState,
      PAYSTACK_SECRET_KEY: settings.paystackSecretKey,
      PAYSTACK_WEBHOOK_URL: `${serverUrl}/api/webhooks/paystack`,
      MAIL_INCOMING_URL: `${serverUrl}/api/inbound-mail/raw-mime`,
    },
    onLine: (line) => line.startsWith('{"ready":true') && announce?.(JSON.parse(line) as SandboxAddresses),
  });
  onStart(child);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), START_TIMEOUT_MS)));
  const first = await Promise.race([announced, child.exited, late]);
  clearTimeout(timer);
  if (typeof first === 'object') return first;
  throw new Failure(`The sandbox did not start${first === 'late' ? ` within ${START_TIMEOUT_MS / 1_000} s` : ''}:\n${child.tail().join('\n')}`);
}
