import { createHmac } from 'node:crypto';
import sharp from 'sharp';
import type { ServiceVerdict, VerifierService } from '../../../plugins/kyc/server/src/verifiers/conformance/harness.ts';
import { startStandIn, type Reply, type Request } from './stand-in.ts';

export const DOJAH_APP = '65a0c0ffee';
export const DOJAH_KEYS = ['test_sk_new', 'test_sk_old'];
export const DOJAH_WIDGETS = { document: 'w-document', selfie: 'w-selfie' };

const WORDS: Readonly<Record<ServiceVerdict, string>> = { pending: 'Ongoing', passed: 'Completed', failed: 'Failed', review: 'Abandoned', 'unheard-of': 'Escalated' };

interface Verification {
  verdict: ServiceVerdict;
  hasStep: boolean;
}

export interface DojahService extends VerifierService {
  readonly url: string;
  /** What all of its files hold. */
  readonly picture: Buffer;
  /** What a browser does with the address that the applicant was given: from now on the verification exists. */
  open(address: string): Promise<string>;
  decide(reference: string, verdict: ServiceVerdict): void;
  /** It calls it completed, and the step that was asked for is not among what was done. */
  skipStep(reference: string): void;
  /** An hour has passed. */
  letLinksDie(): void;
}

/** Stands in for Dojah: the page of EasyOnboard, the answer about a verification, its pictures and its webhooks. */
export async function startDojah(): Promise<DojahService> {
  const verifications = new Map<string, Verification>();
  const picture = await sharp({ create: { width: 320, height: 200, channels: 3, background: '#a0b0c0' } }).jpeg().toBuffer();
  let everybody: ServiceVerdict = 'pending';
  let areLinksAlive = true;

  const bodyOf = (reference: string, verdict: ServiceVerdict, hasStep: boolean) => {
    const isDone = verdict === 'passed';
    const steps = {
      id: { data: { id_url: `${standIn.url}/files/id.jpg`, back_url: `${standIn.url}/files/back.jpg`, id_data: { first_name: 'ADAEZE', last_name: 'OKAFOR', date_of_birth: '1990-04-23', document_type: 'Passport', document_number: 'A01234567' } }, status: isDone, message: '' },
      selfie: { data: { selfie_url: `${standIn.url}/files/selfie.jpg` }, status: isDone, message: '' },
    };
    return { aml: { status: false }, data: hasStep ? steps : {}, status: isDone, message: isDone ? 'Successfully completed the verification.' : 'Not completed.', reference_id: reference, verification_status: WORDS[verdict], metadata: {} };
  };
  const create = (reference: string) => {
    if (!verifications.has(reference)) verifications.set(reference, { verdict: everybody, hasStep: true });
  };

  function answer({ method, path, query, headers }: Request): Reply {
    if (method === 'GET' && path === '/page') {
      if (!Object.values(DOJAH_WIDGETS).includes(query.get('widget_id') ?? '')) return { status: 404, body: { error: 'Widget not found' } };
      create(query.get('reference_id') ?? '');
      return { status: 200, body: {} };
    }
    if (path === '/redirect') return { status: 302, body: {}, headers: { location: query.get('to') ?? '' } };
    if (path === '/huge') return { status: 200, body: Buffer.alloc(11_000_000) };
    if (path.startsWith('/files/')) return areLinksAlive ? { status: 200, body: picture } : { status: 403, body: { error: 'Request has expired' } };
    if (headers['appid'] !== DOJAH_APP || headers.authorization !== DOJAH_KEYS[0]) return { status: 401, body: { error: 'Not Authorized' } };
    const reference = query.get('reference_id') ?? '';
    const found = path === '/api/v1/kyc/verification' ? verifications.get(reference) : undefined;
    return found ? { status: 200, body: { entity: bodyOf(reference, found.verdict, found.hasStep) } } : { status: 404, body: { error: 'Verification not found' } };
  }

  const standIn = await startStandIn(answer);
  const find = (reference: string) => {
    const found = verifications.get(reference);
    if (!found) throw new Error(`Nobody opened the page of ${reference}.`);
    return found;
  };

  return {
    ...standIn,
    picture,
    async open(address) {
      const response = await fetch(address);
      if (!response.ok) throw new Error(`The page was answered with ${response.status}.`);
      return new URL(address).searchParams.get('reference_id') ?? '';
    },
    answer: (verdict) => {
      everybody = verdict;
      for (const one of verifications.values()) one.verdict = verdict;
    },
    decide: (reference, verdict) => void (find(reference).verdict = verdict),
    skipStep: (reference) => void (find(reference).hasStep = false),
    letLinksDie: () => void (areLinksAlive = false),
    // A verification is billed when somebody goes through its page, once.
    billed: (reference) => (verifications.has(reference) ? 1 : 0),
    knows: (reference) => verifications.has(reference),
    link: () => `${standIn.url}/files/id.jpg`,
    webhook(reference, { claims, signedWith }) {
      // Without the wrapper that the API has.
      const rawBody = Buffer.from(JSON.stringify(bodyOf(reference, claims, true)));
      return { rawBody, headers: { 'content-type': 'application/json', 'x-dojah-signature': createHmac('sha256', DOJAH_KEYS[signedWith] ?? 'another-key').update(rawBody).digest('hex') } };
    },
  };
}
