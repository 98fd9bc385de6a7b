import { describe } from '@jest/globals';
import { describeAsking } from './conformance/asking';
import { describeForgetting } from './conformance/forgetting';
import type { VerifierHarness } from './conformance/harness';
import { describeLooking } from './conformance/looking';
import { describeLosing } from './conformance/losing';
import { describeWebhooks } from './conformance/webhooks';

export type { ServiceDifferences } from './conformance/differences';
export type { Misbehaviour, ServiceVerdict, VerifierHarness, VerifierService } from './conformance/harness';

/**
 * What every verifier has to prove, whoever wrote it. Call it in a Jest test with the adapter and something that behaves
 * like its service over real HTTP: a sandbox, or a few lines of `node:http`.
 *
 * @example
 * describeVerifier('cowrie-id', () => startCowrieHarness());
 */
export function describeVerifier(name: string, start: () => Promise<VerifierHarness>): void {
  describe(`the verifier "${name}"`, () => {
    describeAsking(start);
    describeLosing(start);
    describeLooking(start);
    describeWebhooks(start);
    describeForgetting(start);
  });
}
