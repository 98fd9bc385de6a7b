import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { VerificationKind, VerifierReport } from '../../domain/verification';
import type { VerificationHandle, VerificationRequest, VerificationSubject, Verifier } from '../port';

/** How the API of a service can fail. `malformed` is no JSON, `huge` is 20 MB of it, `foreign` is a 4xx page of something that stands in between. */
export type Misbehaviour = 'timeout' | 'reset' | 'server-error' | 'too-many' | 'malformed' | 'huge' | 'foreign';
export type ServiceVerdict = 'pending' | 'passed' | 'failed' | 'review' | 'unheard-of';

/** The service behind an adapter, under the control of a test: something that behaves like it, over real HTTP. */
export interface VerifierService {
  /** From now on its API does not answer as it should: `after` means that it has acted and only the answer is lost. */
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
  /** With credentials that the service accepts, two webhook secrets, and a timeout of at most a second. */
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
    /** Whether the signature covers the body; where not, the time window and asking again are what protects us. */
    coverBody: boolean;
    /** How far the signed time may be off; `null` where it signs none. */
    windowSeconds: number | null;
  };
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

/** Hands a question over in the way that its kind is asked. */
export async function ask({ verifier }: Pick<VerifierHarness, 'verifier'>, kind: VerificationKind, request: VerificationRequest): Promise<{ handle: VerificationHandle; raw: unknown; page: string | null }> {
  const isSession = verifier.capabilities.find((one) => one.kind === kind)?.how === 'session';
  const handleOf = (providerReference: string | null): VerificationHandle => ({ reference: request.reference, providerReference, kind });
  if (isSession) {
    const { providerReference, url, token } = await verifier.createSession(request);
    return { handle: handleOf(providerReference), raw: null, page: url ?? (token === null ? null : `token:${token}`) };
  }
  const { providerReference, raw } = await verifier.submit(request);
  return { handle: handleOf(providerReference), raw, page: null };
}

/** What a service says of one question in the end: at once where it is a lookup, when it is asked else. */
export async function verdictOf(harness: VerifierHarness, kind: VerificationKind, verdict: ServiceVerdict): Promise<VerifierReport> {
  const { verifier, service } = harness;
  service.answer(verdict);
  const { handle, raw } = await ask(harness, kind, requestOf(harness, kind));
  const isLookup = verifier.capabilities.find((one) => one.kind === kind)?.how === 'lookup';
  return verifier.normalise(isLookup ? raw : await verifier.fetch(handle, patience()), handle);
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
