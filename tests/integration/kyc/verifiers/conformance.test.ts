import { describeVerifier, type VerifierHarness } from '../../../../plugins/kyc/server/src/verifiers/conformance.ts';
import { smileId } from '../../../../plugins/kyc/server/src/verifiers/smile-id/index.ts';
import { SMILE_KEYS, SMILE_PARTNER, startSmileId } from '../../../support/verifiers/smile-id.ts';
import { withNumber } from '../../../support/verifiers/subjects.ts';

async function startSmileIdHarness(): Promise<VerifierHarness> {
  const service = await startSmileId();
  const make = ([apiKey = '', ...previousApiKeys]: readonly string[]) => smileId({ partnerId: SMILE_PARTNER, apiKey, previousApiKeys, baseUrl: service.url, timeoutMs: 800 });
  return {
    service,
    verifier: make(SMILE_KEYS),
    stranger: make(['a-key-of-somebody-else']),
    unsecured: make([]),
    subject: () => withNumber(),
    refused: { kind: 'identity_number', subject: withNumber([{ type: 'nin', value: '123' }]) },
    webhooks: { are: 'signed', coverBody: false, windowSeconds: 600 },
  };
}

describeVerifier('smile-id', startSmileIdHarness);
