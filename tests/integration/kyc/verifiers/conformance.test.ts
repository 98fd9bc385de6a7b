import { describeVerifier, type VerifierHarness } from '../../../../plugins/kyc/server/src/verifiers/conformance.ts';
import { dojah } from '../../../../plugins/kyc/server/src/verifiers/dojah/index.ts';
import { paystackIdentity } from '../../../../plugins/kyc/server/src/verifiers/paystack-identity/index.ts';
import { smileId } from '../../../../plugins/kyc/server/src/verifiers/smile-id/index.ts';
import { DOJAH_APP, DOJAH_KEYS, DOJAH_WIDGETS, startDojah } from '../../../support/verifiers/dojah.ts';
import { PAYSTACK_EMAIL_DOMAIN, PAYSTACK_KEYS, startPaystackIdentity } from '../../../support/verifiers/paystack-identity.ts';
import { SMILE_KEYS, SMILE_PARTNER, startSmileId } from '../../../support/verifiers/smile-id.ts';
import { withAccount, withNumber } from '../../../support/verifiers/subjects.ts';

async function startSmileIdHarness(): Promise<VerifierHarness> {
  const service = await startSmileId();
  const make = ([apiKey = '', ...previousApiKeys]: readonly string[]) => smileId({ partnerId: SMILE_PARTNER, apiKey, previousApiKeys, baseUrl: service.url, timeoutMs: 2_000 });
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

/** Over the sandbox of Paystack: two calls hand an identification over, and its failures are told in webhooks alone. */
async function startPaystackHarness(): Promise<VerifierHarness> {
  const service = await startPaystackIdentity();
  const make = ([secretKey = '', ...previousSecretKeys]: readonly string[]) => paystackIdentity({ secretKey, previousSecretKeys, baseUrl: service.url, emailDomain: PAYSTACK_EMAIL_DOMAIN, timeoutMs: 2_000 });
  return {
    service,
    verifier: make(PAYSTACK_KEYS),
    stranger: make(['sk_test_of_somebody_else']),
    unsecured: make([]),
    subject: () => withAccount(),
    refused: { kind: 'identity_number', subject: withAccount({ bvn: '123' }) },
    webhooks: { are: 'signed', coverBody: true, windowSeconds: null },
    differs: { failuresComeByWebhook: ['identity_number'], keepsNothingOf: ['account_name'] },
  };
}

/** Its pages are addresses that we make; who goes there makes the verification. */
async function startDojahHarness(): Promise<VerifierHarness> {
  const service = await startDojah();
  const make = ([secretKey = '', ...previousSecretKeys]: readonly string[]) =>
    dojah({ appId: DOJAH_APP, secretKey, previousSecretKeys, widgets: DOJAH_WIDGETS, baseUrl: service.url, pageUrl: `${service.url}/page`, fileOrigins: [service.url], timeoutMs: 2_000 });
  return {
    service,
    verifier: make(DOJAH_KEYS),
    stranger: make(['test_sk_of_somebody_else']),
    unsecured: make([]),
    subject: () => withNumber(),
    refused: undefined,
    webhooks: { are: 'signed', coverBody: true, windowSeconds: null },
    differs: { pagesAreMadeHere: { visit: (page) => service.open(page) } },
  };
}

describeVerifier('smile-id', startSmileIdHarness);
describeVerifier('paystack-identity', startPaystackHarness);
describeVerifier('dojah', startDojahHarness);
