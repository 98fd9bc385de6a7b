import { createHttpClient } from '#kernel';
import type { VerificationKind } from '../../domain/verification';
import { VerifierRefused, VerifierUnavailable } from '../../verification-errors';
import { asJson, asked, codeOf, isJson, secretKeys, type Caller } from '../calls';
import { copyFile } from '../download';
import type { Verifier } from '../port';
import { readVerification } from './read';
import { readNotice } from './webhook';

export interface DojahOptions {
  appId: string;
  /** `prod_sk_…` or `test_sk_…`: it decides the mode, calls the API and signs webhooks. */
  secretKey: string;
  /** Keys that were replaced lately: webhooks signed with them are still authentic. */
  previousSecretKeys?: readonly string[];
  /** The flows of EasyOnboard that find out each thing, e.g. `{ document: '65a…' }`. */
  widgets: Partial<Record<'document' | 'selfie', string>>;
  /** Dojah's own addresses unless something stands in. */
  baseUrl?: string;
  pageUrl?: string;
  /** Where its pictures lie; nothing is copied from anywhere else. */
  fileOrigins?: readonly string[];
  timeoutMs?: number;
}

const CODE = 'dojah';

const caller: Caller = {
  verifier: CODE,
  isTheirs: (body) => isJson(body) && 'error' in body,
  reasonOf: (body) => codeOf(asJson(body).code, 'refused'),
};
const isUnknown = (body: unknown) => /not found|does not exist/i.test(String(asJson(body).error));

/**
 * Dojah's EasyOnboard: a page on which people show a document or their face. The page is opened under our reference, so
 * nothing has to be asked for to open it, and nothing about the person is sent ahead.
 *
 * @see https://docs.dojah.io/docs/technical-reference/get-verification-details
 */
export function dojah(options: DojahOptions): Verifier {
  const { appId, secretKey, previousSecretKeys = [], widgets, baseUrl = 'https://api.dojah.io', pageUrl = 'https://identity.dojah.io', fileOrigins = ['https://images.dojah.io'], timeoutMs = 15_000 } = options;
  const secrets = secretKeys([secretKey, ...previousSecretKeys]);
  const origins = fileOrigins.map((address) => new URL(address).origin);
  const http = createHttpClient({ baseUrl, timeoutMs, retries: 0, headers: { AppId: appId, Authorization: secretKey } });
  const widgetOf = (kind: VerificationKind) => (kind === 'document' || kind === 'selfie' ? widgets[kind] : undefined);

  return {
    code: CODE,
    capabilities: (['document', 'selfie'] as const).filter(widgetOf).map((kind) => ({ kind, how: 'session', countries: '*' })),
    findsByReference: true,
    canErase: false,
    mode: secretKey.startsWith('prod_') ? 'live' : 'test',

    createSession: ({ reference, kind }) => {
      const widget = widgetOf(kind);
      if (!widget) return Promise.reject(new VerifierRefused({ verifier: CODE, reason: 'unknown_kind' }));
      const url = new URL(pageUrl);
      url.search = new URLSearchParams({ widget_id: widget, reference_id: reference }).toString();
      return Promise.resolve({ providerReference: null, url: url.href, token: null, expiresAt: null });
    },
    submit: () => Promise.reject(new VerifierRefused({ verifier: CODE, reason: 'sessions_only' })),

    /** Dojah knows nothing of a page before somebody opens it. */
    async fetch({ reference }, signal) {
      const call = http.get('/api/v1/kyc/verification', { query: { reference_id: reference }, signal });
      const answer = await asked(caller, call, ({ status, body }) => (status === 404 || isUnknown(body) ? null : undefined));
      if (answer !== null && !isJson(answer)) throw new VerifierUnavailable({ verifier: CODE });
      return answer;
    },
    verifyWebhook: (rawBody, headers) => readNotice(secrets, rawBody, headers['x-dojah-signature']),
    normalise: readVerification,
    download: ({ link }, signal) => copyFile(CODE, link, origins, signal),
    erase: () => Promise.resolve(),
  };
}
