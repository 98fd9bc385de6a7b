import { createHttpClient } from '#kernel';
import { VerifierRefused, VerifierUnavailable } from '../../verification-errors';
import { asJson, asked, codeOf, isJson, parseJson, secretKeys, textOf, type Caller } from '../calls';
import type { VerificationRequest, Verifier, VerifierNotice } from '../port';
import { countries, identifierTypes, numberToAsk } from './id-types';
import { readJob } from './read';
import { sign, signedBy } from './signature';

export interface SmileIdOptions {
  /** As in Smile ID's portal, e.g. `2343`. */
  partnerId: string;
  /** Signs our calls, their answers and their callbacks. */
  apiKey: string;
  /** Keys that were replaced lately: callbacks signed with them are still authentic. */
  previousApiKeys?: readonly string[];
  /** `https://api.smileidentity.com`, or `https://testapi.smileidentity.com`, which never asks about real people. */
  baseUrl: string;
  timeoutMs?: number;
}

const CODE = 'smile-id';
/** Basic KYC: is this the name and the birthday of whoever has this number? */
const JOB_TYPE = 5;
/** A callback is signed as it is sent. Clocks differ a little. */
const WINDOW_MS = 10 * 60_000;

/** @see https://docs.usesmileid.com/further-reading/result-codes/error-codes */
const NOT_AUTHORISED = new Set(['2205', '2405', '2220']);
const SYSTEM_ERROR = new Set(['2201', '2301', '2401']);
/** Our earlier call arrived, and its answer was lost. */
const JOB_EXISTS = '2215';
const isUnknown = (body: unknown) => /not (?:found|exist)|no (?:such )?job/i.test(String(asJson(body).error));

const caller: Caller = {
  verifier: CODE,
  isTheirs: (body) => isJson(body) && 'code' in body && !SYSTEM_ERROR.has(String(body.code)),
  isAboutCredentials: (body) => NOT_AUTHORISED.has(String(asJson(body).code)),
  reasonOf: (body) => `smile_id_${codeOf(asJson(body).code, 'refused')}`,
};

/**
 * Smile ID's Basic KYC: a number, a name and a birthday against the register that gave the number. A job and its user are
 * both called by our reference, so a lost answer is found again, and Smile ID cannot tell which jobs are of one person.
 *
 * @see https://docs.usesmileid.com/products/for-individuals-kyc/basic-kyc
 */
export function smileId({ partnerId, apiKey, previousApiKeys = [], baseUrl, timeoutMs = 20_000 }: SmileIdOptions): Verifier {
  const apiKeys = secretKeys([apiKey, ...previousApiKeys]);
  const http = createHttpClient({ baseUrl, timeoutMs, retries: 0 });

  const signed = () => {
    const timestamp = new Date().toISOString();
    const [current] = apiKeys;
    if (!current) throw new VerifierRefused({ verifier: CODE, reason: 'no_key' });
    return { partner_id: partnerId, timestamp, signature: sign(current, partnerId, timestamp) };
  };

  async function submit({ kind, reference, subject, callbackUrl, signal }: VerificationRequest) {
    const { country = '', firstName, lastName, dateOfBirth } = subject.details;
    const number = numberToAsk(country, subject.identifiers);
    if (kind !== 'identity_number') throw new VerifierRefused({ verifier: CODE, reason: 'unknown_kind' });
    if (!number) throw new VerifierRefused({ verifier: CODE, reason: 'number_missing' });
    if (!callbackUrl) throw new VerifierRefused({ verifier: CODE, reason: 'no_public_address' });
    const body = {
      ...signed(), source_sdk: 'rest_api', source_sdk_version: '1.0.0', callback_url: callbackUrl,
      country, id_type: number.idType, id_number: number.value, first_name: firstName, last_name: lastName, ...(dateOfBirth ? { dob: dateOfBirth } : {}),
      partner_params: { job_id: reference, user_id: reference, job_type: JOB_TYPE },
    };
    const answer = asJson(await asked(caller, http.post('/v2/verify_async', body, { signal }), (refusal) => (asJson(refusal.body).code === JOB_EXISTS ? { success: true } : undefined)));
    if (answer.success !== true) throw new VerifierUnavailable({ verifier: CODE });
    return { providerReference: textOf(answer.smile_job_id)?.slice(0, 200) ?? null, raw: null };
  }

  return {
    code: CODE,
    capabilities: [{ kind: 'identity_number', how: 'job', countries, identifiers: identifierTypes, canAsk: ({ details, identifiers }) => numberToAsk(details.country ?? '', identifiers) !== undefined }],
    findsByReference: true,
    canErase: false,
    mode: new URL(baseUrl).hostname === 'api.smileidentity.com' ? 'live' : 'test',

    createSession: () => Promise.reject(new VerifierRefused({ verifier: CODE, reason: 'no_sessions' })),
    submit,
    async fetch({ reference }, signal) {
      const body = { ...signed(), job_id: reference, user_id: reference, image_links: false, history: false };
      const answer = await asked(caller, http.post('/v1/job_status', body, { signal }), (refusal) => (isUnknown(refusal.body) ? null : undefined));
      if (answer === null) return null;
      const { timestamp, signature } = asJson(answer);
      // Their answer is signed, too: without it, whoever stands in between could say anything.
      if (!signedBy(apiKeys, partnerId, timestamp, signature)) throw new VerifierUnavailable({ verifier: CODE });
      return answer;
    },
    verifyWebhook: (rawBody, _headers, now) => {
      const body = asJson(parseJson(rawBody));
      const found = signedBy(apiKeys, partnerId, body.timestamp, body.signature);
      if (!found || Math.abs(now.getTime() - found.at.getTime()) > WINDOW_MS) return null;
      return { ...noticeOf(body), occurredAt: found.at, secretIndex: found.secretIndex };
    },
    normalise: readJob,
    download: () => Promise.resolve(null),
    erase: () => Promise.resolve(),
  };
}

function noticeOf(body: Readonly<Record<string, unknown>>): Omit<VerifierNotice, 'occurredAt' | 'secretIndex'> {
  const { job_id: jobId } = asJson(body.PartnerParams);
  return {
    reference: typeof jobId === 'string' && /^[a-z0-9-]{26,36}$/.test(jobId) ? jobId : null,
    providerReference: textOf(body.SmileJobID)?.slice(0, 200) ?? null,
    // None that is signed: a repeat is known by its bytes.
    eventId: null,
    eventType: `job.${codeOf(body.ResultCode, 'unknown')}`,
  };
}
