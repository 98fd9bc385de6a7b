import { z } from 'zod';

/** The environment that the command line reads. */

const port = (fallback: number) =>
  z.string().regex(/^\d{1,5}$/, 'a port number, 0 for a free one').transform(Number).refine((value) => value <= 65_535, 'a port is at most 65535').default(fallback);
const webAddress = z.url({ protocol: /^https?$/, error: 'an http(s) address' });

export const settingsSchema = z.object({
  SANDBOX_HOST: z.string().default('127.0.0.1'),
  SANDBOX_PORT: port(4010),
  SANDBOX_PUBLIC_URL: webAddress.transform((url) => url.replace(/\/+$/, '')).optional(),
  SANDBOX_MERCHANT_NAME: z.string().default('Mangrove'),
  SANDBOX_STATE_FILE: z.string().optional(),
  /** Which stand-ins to start. */
  SANDBOX_PARTS: z.string().default('paystack,mail').transform((text) => text.split(',')).pipe(z.array(z.enum(['paystack', 'mail', 'incoming-mail'])).min(1)),
  SANDBOX_EXIT_WITH_PARENT: z.enum(['0', '1']).default('0').transform((flag) => flag === '1'),
  PAYSTACK_SECRET_KEY: z.string().regex(/^sk_(test|live)_\S+$/, 'a secret key: sk_test_… or sk_live_…').default('sk_test_mangrove_sandbox'),
  PAYSTACK_WEBHOOK_URL: webAddress.default('http://127.0.0.1:1337/api/webhooks/paystack'),
  MAIL_SMTP_PORT: port(1025),
  MAIL_HTTP_PORT: port(8025),
  MAIL_INCOMING_PORT: port(2525),
  MAIL_INCOMING_URL: webAddress.default('http://127.0.0.1:1337/api/inbound-mail/raw-mime'),
  /** The first one signs. */
  SUPPORT_MAIL_WEBHOOK_SECRETS: z.string().transform((text) => text.split(',')[0]?.trim() ?? '').pipe(z.string().regex(/^whsec_\S+$/, 'a secret: whsec_ and base64')).default('whsec_ZGV2ZWxvcG1lbnQtc3VwcG9ydC1tYWlsLXdlYmhvb2s='),
});

export type Settings = z.output<typeof settingsSchema>;

/** @throws Error with one sentence that names every wrong variable, what was found and what is expected. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  // A variable that is set to nothing counts as not set: that is how .env files leave one out.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = settingsSchema.safeParse(given);
  if (result.success) return result.data;
  const wrong = result.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    const found = name.includes('SECRET') ? 'another value' : `"${given[name] ?? ''}"`;
    return `${name} is ${found}, expected ${message}`;
  });
  throw new Error(`${wrong.join('; ')}.`);
}
