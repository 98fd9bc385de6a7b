import { scripted } from '../../../plugins/kyc/server/src/verifiers/scripted/index.ts';
import { describeVerifier, type VerifierHarness } from '../../../plugins/kyc/server/src/verifiers/conformance.ts';
import type { VerificationSubject } from '../../../plugins/kyc/server/src/verifiers/port.ts';
import { createScriptedVerifier, signWebhook } from '../../../sandbox/scripted-verifier/index.ts';

const API_KEY = 'the-key';
const SECRETS = ['new-secret', 'old-secret'];

const subjectOf = (lastName: string): VerificationSubject => ({
  personId: 'usr_01kaqz3v8m4t6w0c9e5r2b7n1d',
  details: { firstName: 'Adaeze', lastName, country: 'NG' },
  identifiers: [{ type: 'nin', value: '12345678901' }, { type: 'nuban', value: '011-0000014579' }],
  documents: [],
});

async function startHarness(): Promise<VerifierHarness> {
  const service = createScriptedVerifier({ apiKey: API_KEY, webhookSecret: SECRETS[0] ?? '' });
  const baseUrl = await service.listen(0, '127.0.0.1');
  const options = { baseUrl, apiKey: API_KEY, webhookSecrets: SECRETS, timeoutMs: 2_000 };
  return {
    verifier: scripted(options),
    stranger: scripted({ ...options, apiKey: 'another-key', webhookSecrets: ['another-secret'] }),
    unsecured: scripted({ ...options, webhookSecrets: [] }),
    // Of whom the service sends nothing by itself.
    subject: () => subjectOf('Silent'),
    refused: { kind: 'identity_number', subject: subjectOf('Refused') },
    webhooks: { are: 'signed', coverBody: true, windowSeconds: 300 },
    service: {
      misbehave: (how, when) => service.misbehave(how, when),
      behave: () => service.misbehave(undefined),
      answer: (verdict) => void (service.questions.overruled = verdict),
      billed: (reference) => service.questions.find(reference)?.billed ?? 0,
      webhook(reference, { claims, signedWith, at }) {
        return signWebhook({ id: service.questions.find(reference)?.id ?? 'sq_none', reference }, claims, { secret: SECRETS[signedWith] ?? '', at });
      },
      link: () => `${baseUrl}/files/portrait`,
      knows: (reference) => service.questions.find(reference) !== undefined,
      stop: () => service.close(),
    },
  };
}

describeVerifier('scripted', startHarness);
