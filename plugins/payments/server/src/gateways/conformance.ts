import { describe } from '@jest/globals';
import { describeAmounts } from './conformance/amounts';
import { describeCharging } from './conformance/charging';
import type { GatewayHarness } from './conformance/harness';
import { describeSyncing } from './conformance/syncing';
import { describeWebhooks } from './conformance/webhooks';

export type { GatewayHarness, GatewayService } from './conformance/harness';

/**
 * What every payment gateway adapter has to prove, whoever wrote it. Call it in a Jest test with the adapter and
 * something that behaves like its service over real HTTP: a sandbox, or a few lines of `node:http`.
 *
 * @example
 * describeGateway('cowrie', () => startCowrieHarness());
 */
export function describeGateway(name: string, start: () => Promise<GatewayHarness>): void {
  describe(`the gateway adapter "${name}"`, () => {
    describeCharging(start);
    describeSyncing(start);
    describeAmounts(start);
    describeWebhooks(start);
  });
}
