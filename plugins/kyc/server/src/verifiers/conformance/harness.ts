import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { VerificationKind } from '../../domain/verification';
import type { VerificationHandle, VerificationRequest, VerificationSubject, Verifier, VerifierCapability } from '../port';
import type { ServiceDifferences } from './differences';

/** How the API of a service can fail. `malformed` is no JSON, `huge` is 20 MB of it, `foreign` is a 4xx page of something that stands in between. */
export type Misbehaviour = 'timeout' | 'reset' | 'server-error' | 'too-many' | 'malformed' | 'huge' | 'foreign';
export type ServiceVerdict = 'pending' | 'passed' | 'failed' | 'review' | 'unheard-of';

/** The service behind an adapter, under the control of a test: something that behaves like it, over real HTTP. */
export interface VerifierService {
  /**
   * From now on its API does not answer as it should: `after` means that it has acted and only the answer is lost. Where an
   * adapter needs several calls to hand a question over, that is the answer of the call that does it.
   */
  misbehave(how: Misbehaviour, when: 'before' | 'after'): void;
  /** Its API answers again. */
  behave(): void;
  /** What it says from now on about every question, those that it was asked before among them. `unheard-of` is a word that no version of the adapter knows. */
  answer(verdict: ServiceVerdict): void;
  /** How often it was asked this question in a way that it bills. */
  billed(reference: string): number;
  /**
   * An authentic webhook about a question, as bytes and lower-case headers, saying `claims`, whatever it says when asked.
   * `signedWith` is the index of the secret in the list that the adapter was given, `at` the time that it signs.
   */
  webhook(reference: string, options: { claims: 'passed' | 'failed'; signedWith: number; at: Date }): { rawBody: Buffer; headers: Record<string, string> };
  /** A link to a file of its own that exists; `undefined` where the service gives none. */
  link(): string | undefined;
  /** Whether it still knows a question. */
  knows(reference: string): boolean;
  stop(): Promise<void>;
}

export interface VerifierHarness {
  service: VerifierService;
  /** With credentials that the service accepts, two webhook secrets, and a timeout of at most two seconds. */
  verifier: Verifier;
  /** With credentials, and a webhook secret, that it does not. */
  stranger: Verifier;
  /** Like `verifier`, without any webhook secret; `undefined` where one cannot be made without. */
  unsecured: Verifier | undefined;
  /** A person about whom each kind can be asked; may be the same for all. */
  subject(kind: VerificationKind): VerificationSubject;
  /** One about whom the service clearly refuses to answer; `undefined` where there is none. */
  refused: { kind: VerificationKind; subject: VerificationSubject } | undefined;
  webhooks: {
    /** `none`: it sends none, and the adapter takes none for authentic. */
    are: 'none' | 'signed';
    /** Whether the signature covers the body; where not, it has to sign a time, and no webhook may be `isAgainst`. */
    coverBody: boolean;
    /** How far the signed time may be off; `null` where it signs none. */
    windowSeconds: number | null;
  };
  /** In what the service is unlike most, and what is proved instead. */
  differs?: ServiceDifferences;
}

/** Starts one harness for a block of tests, gives each test a service that behaves, and stops it afterwards. */
export function useHarness(start: () => Promise<VerifierHarness>): () => VerifierHarness {
  let harness: VerifierHarness | undefined;
  const current = () => {
    if (!harness) throw new Error('The harness has not started.');
    return harness;
  };
  beforeAll(async () => {
    harness = await start();
  });
  beforeEach(() => {
    current().service.behave();
    current().service.answer('pending');
  });
  afterAll(() => harness?.service.stop());
  return current;
}

/** All that can go wrong with an answer; none of it says anything about the person. */
export const FAULTS: readonly Misbehaviour[] = ['timeout', 'reset', 'server-error', 'too-many', 'malformed', 'huge', 'foreign'];

type Asked = Pick<VerifierHarness, 'verifier' | 'differs'>;

export const howOf = ({ verifier }: Asked, kind: VerificationKind): VerifierCapability['how'] | undefined => verifier.capabilities.find((one) => one.kind === kind)?.how;
export const makesPageHere = (harness: Asked, kind: VerificationKind): boolean => harness.differs?.pagesAreMadeHere !== undefined && howOf(harness, kind) === 'session';
/** A question whose answer was lost. */
export const lostHandle = ({ reference, kind }: VerificationRequest): VerificationHandle => ({ reference, providerReference: null, kind });

/** Opens the page of a question; nobody goes there yet. */
export async function openPage({ verifier }: Asked, request: VerificationRequest): Promise<{ handle: VerificationHandle; page: string }> {
  const { providerReference, url, token } = await verifier.createSession(request);
  return { handle: { ...lostHandle(request), providerReference }, page: url ?? `token:${token ?? ''}` };
}

/** Hands a question over in the way that its kind is asked, until the service knows it. */
export async function ask(harness: Asked, kind: VerificationKind, request: VerificationRequest): Promise<{ handle: VerificationHandle; raw: unknown; page: string | null }> {
  if (howOf(harness, kind) === 'session') {
    const { handle, page } = await openPage(harness, request);
    await harness.differs?.pagesAreMadeHere?.visit(page);
    return { handle, raw: null, page };
  }
  const { providerReference, raw } = await harness.verifier.submit(request);
  return { handle: { ...lostHandle(request), providerReference }, raw, page: null };
}

/** The first call about a question that reaches the service: handing it over, or, where pages are made here, asking what became of it. */
export async function reach(harness: Asked, request: VerificationRequest): Promise<unknown> {
  return makesPageHere(harness, request.kind) ? harness.verifier.fetch(lostHandle(request), request.signal) : ask(harness, request.kind, request);
}

export const newReference = (): string => `kva-${randomBytes(13).toString('hex')}`;
/** Longer than any timeout of an adapter under test. */
export const patience = (): AbortSignal => AbortSignal.timeout(5_000);

export const requestOf = (harness: VerifierHarness, kind: VerificationKind, different: Partial<VerificationRequest> = {}): VerificationRequest => ({
  reference: newReference(),
  kind,
  subject: harness.subject(kind),
  callbackUrl: `https://api.example.com/api/webhooks/kyc/${harness.verifier.code}`,
  signal: patience(),
  ...different,
});
