import { createHmac } from 'node:crypto';
import type { ServiceVerdict, VerifierService } from '../../../plugins/kyc/server/src/verifiers/conformance/harness.ts';
import { startStandIn, type Reply, type Request } from './stand-in.ts';

interface Job {
  smileJobId: string;
  number: string;
  callbackUrl: string;
  verdict: ServiceVerdict;
}

export const SMILE_PARTNER = '2343';
export const SMILE_KEYS = ['smile-key-new', 'smile-key-old'];
/** Callbacks carry pictures in base64. */
const PICTURE = 'A'.repeat(1_400_000);

const RESULTS = {
  passed: { ResultCode: '1020', ResultText: 'Exact Match', Actions: { Verify_ID_Number: 'Verified', Names: 'Exact Match', DOB: 'Exact Match' } },
  failed: { ResultCode: '1022', ResultText: 'No Match', Actions: { Verify_ID_Number: 'Verified', Names: 'No Match', DOB: 'Exact Match' } },
  review: { ResultCode: '1021', ResultText: 'Partial Match', Actions: { Verify_ID_Number: 'Verified', Names: 'Partial Match', DOB: 'Not Provided' } },
  'unheard-of': { ResultCode: '7777', ResultText: 'Provisionally approved', Actions: { Verify_ID_Number: 'Perhaps' } },
} as const;

export interface SmileIdService extends VerifierService {
  readonly url: string;
  /** What it says from now on about one question. */
  decide(reference: string, verdict: ServiceVerdict): void;
  /** Where the callbacks of a question go, as it was told. */
  callbackUrl(reference: string): string;
  /** What it was sent about a question. */
  sent(reference: string): unknown;
  /** Whether somebody without its key answers in its place. */
  signBadly(isSo: boolean): void;
}

const sign = (key: string, timestamp: string) => createHmac('sha256', key).update(`${timestamp}${SMILE_PARTNER}sid_request`).digest('base64');

/** Stands in for Smile ID: Basic KYC as a job, its status, and callbacks that are signed as it signs them: a time alone. */
export async function startSmileId(): Promise<SmileIdService> {
  const jobs = new Map<string, Job>();
  const asked = new Map<string, number>();
  const sent = new Map<string, unknown>();
  let answerKey = SMILE_KEYS[0] ?? '';
  let everybody: ServiceVerdict = 'pending';

  const refuse = (code: string, error: string): Reply => ({ status: 400, body: { code, error } });
  const isSigned = (body: Record<string, unknown>) =>
    body['partner_id'] === SMILE_PARTNER && typeof body['timestamp'] === 'string' && body['signature'] === sign(SMILE_KEYS[0] ?? '', body['timestamp']) && Math.abs(Date.parse(body['timestamp']) - Date.now()) < 60_000;
  const resultOf = (reference: string, job: Job, verdict: Exclude<ServiceVerdict, 'pending'>) => ({
    JSONVersion: '1.0.0', SmileJobID: job.smileJobId, PartnerParams: { job_id: reference, user_id: reference, job_type: 5 }, ResultType: 'ID Verification', IsFinalResult: 'true', IDType: 'NIN_V2', ...RESULTS[verdict],
  });
  const signature = (key: string, at: Date) => ({ timestamp: at.toISOString(), signature: sign(key, at.toISOString()) });

  function submit(body: Record<string, unknown>): Reply {
    const { job_id: jobId } = (body['partner_params'] ?? {}) as { job_id?: string };
    if (!jobId || !body['country'] || !body['id_type'] || !body['id_number'] || !body['callback_url']) return refuse('2213', 'A required parameter is missing');
    if (!/^\d{11}$/.test(String(body['id_number']))) return refuse('2204', 'A parameter is of the wrong data type');
    asked.set(jobId, (asked.get(jobId) ?? 0) + (jobs.has(jobId) ? 0 : 1));
    if (jobs.has(jobId)) return refuse('2215', 'Job already exists for job_id');
    const job = { smileJobId: String(1_000_000 + jobs.size).padStart(10, '0'), number: String(body['id_number']), callbackUrl: String(body['callback_url']), verdict: everybody };
    jobs.set(jobId, job);
    sent.set(jobId, body);
    return { status: 200, body: { success: true, smile_job_id: job.smileJobId } };
  }

  function status(body: Record<string, unknown>): Reply {
    const reference = String(body['job_id']);
    const job = jobs.get(reference);
    if (!job) return refuse('2214', 'Job does not exist: no job found for this user_id and job_id');
    const answered = { ...signature(answerKey, new Date()), code: '2302' };
    if (job.verdict === 'pending') return { status: 200, body: { ...answered, job_complete: false, job_success: false } };
    return { status: 200, body: { ...answered, job_complete: true, job_success: job.verdict === 'passed', result: resultOf(reference, job, job.verdict) } };
  }

  const standIn = await startStandIn(({ method, path, body }: Request) => {
    const sent = (body ?? {}) as Record<string, unknown>;
    if (!isSigned(sent)) return refuse('2205', 'You are not authorized to do that.');
    if (method === 'POST' && path === '/v2/verify_async') return submit(sent);
    if (method === 'POST' && path === '/v1/job_status') return status(sent);
    return { status: 404, body: { message: 'Missing Authentication Token' } };
  });
  const find = (reference: string) => {
    const job = jobs.get(reference);
    if (!job) throw new Error(`Smile ID has no job ${reference}.`);
    return job;
  };

  return {
    ...standIn,
    sent: (reference) => sent.get(reference),
    signBadly: (isSo) => void (answerKey = isSo ? 'another-key' : (SMILE_KEYS[0] ?? '')),
    answer: (verdict) => {
      everybody = verdict;
      for (const job of jobs.values()) job.verdict = verdict;
    },
    decide: (reference, verdict) => void (find(reference).verdict = verdict),
    callbackUrl: (reference) => find(reference).callbackUrl,
    billed: (reference) => asked.get(reference) ?? 0,
    knows: (reference) => jobs.has(reference),
    link: () => undefined,
    webhook(reference, { claims, signedWith, at }) {
      const job = jobs.get(reference) ?? { smileJobId: '0000000000', number: '', callbackUrl: '', verdict: claims };
      const body = { ...resultOf(reference, job, claims), Photo: PICTURE, ...signature(SMILE_KEYS[signedWith] ?? 'another-key', at) };
      return { rawBody: Buffer.from(JSON.stringify(body)), headers: { 'content-type': 'application/json' } };
    },
  };
}
