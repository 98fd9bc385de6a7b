import { createSecretKey } from 'node:crypto';
import { createHttpClient, Refused, type Answer } from '#kernel';
import { VerifierUnavailable } from '../../verification-errors';
import { translateFailure } from '../failures';
import type { VerificationRequest, Verifier } from '../port';
import { signingSecretIndex } from '../signature';
import { readNotice, readReport } from './read';

export interface ScriptedOptions {
  /** Where its service listens: `sandbox/scripted-verifier`. */
  baseUrl: string;
  apiKey: string;
  /** The first is current; webhooks that are signed with the others are taken, too. Without any, none is. */
  webhookSecrets: readonly string[];
  timeoutMs?: number;
}

const CODE = 'scripted';
const WINDOW_MS = 300_000;

type Json = Record<string, unknown>;
const asObject = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {});
const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const reasonOf = (body: unknown): string | undefined => textOrNull(asObject(body).error) ?? undefined;

/**
 * A verifier that says what it is told to, over real HTTP: for development and tests. What the applicant typed as their
 * last name is the scenario; see `sandbox/scripted-verifier/scenarios.ts`.
 */
export function scripted({ baseUrl, apiKey, webhookSecrets, timeoutMs = 10_000 }: ScriptedOptions): Verifier {
  const http = createHttpClient({ baseUrl, timeoutMs, retries: 0, headers: { Authorization: `Bearer ${apiKey}` } });
  const secrets = webhookSecrets.map((secret) => createSecretKey(Buffer.from(secret)));
  const fail = (error: unknown): never => {
    throw translateFailure(CODE, error, reasonOf);
  };
  const ask = async (path: string, request: VerificationRequest): Promise<Json> => {
    const answer: Answer = await http.post(path, bodyOf(request), { signal: request.signal }).catch(fail);
    const body = asObject(answer.body);
    if (body.reference !== request.reference) throw new VerifierUnavailable({ verifier: CODE });
    return body;
  };

  return {
    code: CODE,
    capabilities: [
      { kind: 'identity_number', how: 'job', countries: '*', identifiers: ['nin', 'bvn', 'passport'] },
      { kind: 'account_name', how: 'lookup', countries: '*', identifiers: ['nuban'] },
      { kind: 'selfie', how: 'session', countries: '*' },
    ],
    findsByReference: true,
    canErase: true,
    mode: 'scripted',

    async createSession(request) {
      const { id, url, expiresAt } = await ask('/sessions', request);
      if (typeof url !== 'string' || !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw new VerifierUnavailable({ verifier: CODE });
      return { providerReference: textOrNull(id), url, token: null, expiresAt: typeof expiresAt === 'string' ? new Date(expiresAt) : null };
    },

    async submit(request) {
      const body = await ask('/questions', request);
      return { providerReference: textOrNull(body.id), raw: body };
    },

    async fetch({ reference }, signal) {
      try {
        return (await http.get('/questions/:reference', { params: { reference }, signal })).body;
      } catch (error) {
        if (error instanceof Refused && error.status === 404 && reasonOf(error.body) === 'no_such_question') return null;
        return fail(error);
      }
    },

    verifyWebhook(rawBody, headers, now) {
      const [, time = '', signature] = /^t=(\d{1,15}),v1=([0-9a-f]+)$/.exec(headers['x-scripted-signature'] ?? '') ?? [];
      const secretIndex = signingSecretIndex(secrets, 'sha256', Buffer.concat([Buffer.from(`${time}.`), rawBody]), signature);
      if (secretIndex === undefined || Math.abs(now.getTime() - Number(time) * 1_000) > WINDOW_MS) return null;
      return { ...readNotice(rawBody), secretIndex };
    },

    normalise: readReport,

    async download({ link }, signal) {
      const url = URL.parse(link);
      if (url?.origin !== new URL(baseUrl).origin) return null;
      const { body } = await http.get<{ base64?: unknown }>(url.pathname, { signal }).catch((error: unknown) => (error instanceof Refused && error.status === 404 ? { body: {} } : fail(error)));
      const { base64 } = asObject(body);
      return typeof base64 === 'string' ? Buffer.from(base64, 'base64') : null;
    },

    async erase({ reference }, signal) {
      await http.delete('/questions/:reference', { params: { reference }, signal }).catch((error: unknown) => {
        if (!(error instanceof Refused && error.status === 404)) fail(error);
      });
    },
  };
}

const bodyOf = ({ reference, kind, subject, callbackUrl }: VerificationRequest) => ({ reference, kind, callbackUrl, person: { ...subject.details, identifiers: subject.identifiers } });
