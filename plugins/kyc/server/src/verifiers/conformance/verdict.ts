import { expect } from '@jest/globals';
import type { VerificationKind, VerifierReport } from '../../domain/verification';
import { parseJson } from '../calls';
import type { VerificationHandle } from '../port';
import { ask, howOf, patience, requestOf, type ServiceVerdict, type VerifierHarness } from './harness';

export const isToldByWebhook = ({ differs }: VerifierHarness, kind: VerificationKind): boolean => differs?.failuresComeByWebhook?.includes(kind) ?? false;

/** An authentic webhook about a question, now, with how the adapter notices it and reads its body. */
export function hear({ verifier, service }: VerifierHarness, { reference }: VerificationHandle, claims: 'passed' | 'failed') {
  const at = new Date();
  const { rawBody, headers } = service.webhook(reference, { claims, signedWith: 0, at });
  const body = { webhook: parseJson(rawBody) };
  return { notice: verifier.verifyWebhook(rawBody, headers, at), readAs: (handle: VerificationHandle): VerifierReport => verifier.normalise(body, handle) };
}

/** What a service says of one question in the end: at once where it is a lookup, when it is asked else, or by its webhook. */
export async function verdictOf(harness: VerifierHarness, kind: VerificationKind, verdict: ServiceVerdict): Promise<VerifierReport> {
  const { verifier, service } = harness;
  service.answer(verdict);
  const { handle, raw } = await ask(harness, kind, requestOf(harness, kind));
  if (howOf(harness, kind) === 'lookup') return verifier.normalise(raw, handle);
  const report = verifier.normalise(await verifier.fetch(handle, patience()), handle);
  if (verdict !== 'failed' || !isToldByWebhook(harness, kind)) return report;
  expect([kind, report.state]).toEqual([kind, 'pending']);
  const { notice, readAs } = hear(harness, handle, 'failed');
  expect(notice).toMatchObject({ isAgainst: true });
  return readAs(handle);
}
