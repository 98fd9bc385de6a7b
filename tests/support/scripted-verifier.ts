import type { ScriptedVerifier } from '../../sandbox/scripted-verifier/index.ts';
import { stopAfterwards } from './stop-everything.ts';

const API_KEY = 'scripted-verifier-of-tests';
export const SCRIPTED_SECRETS = ['scripted-webhooks-new', 'scripted-webhooks-old'] as const;

export interface TestVerifier extends ScriptedVerifier {
  readonly url: string;
  /** What a server is told so that it asks this one, at once and often. */
  readonly env: Record<string, string>;
}

/** Starts the scripted verifier in this process. It is stopped after the test file. */
export async function startScriptedVerifier(): Promise<TestVerifier> {
  const { createScriptedVerifier } = await import('../../sandbox/scripted-verifier/index.ts');
  const service = createScriptedVerifier({ apiKey: API_KEY, webhookSecret: SCRIPTED_SECRETS[0] });
  const url = await service.listen(0, '127.0.0.1');
  stopAfterwards(() => service.close());
  const env = {
    KYC_VERIFIERS: 'scripted', SCRIPTED_VERIFIER_URL: url, SCRIPTED_VERIFIER_KEY: API_KEY, SCRIPTED_VERIFIER_SECRETS: SCRIPTED_SECRETS.join(','),
    KYC_VERIFIER_TIMEOUT_SECONDS: '1', KYC_VERIFIER_POLL_SECONDS: '1',
  };
  return { ...service, url, env };
}
