import { createScriptedVerifier } from './index.ts';

/** `node sandbox/scripted-verifier/main.ts`: the service behind `KYC_VERIFIERS=scripted`, for development. */
const { SCRIPTED_VERIFIER_PORT = '4020', SCRIPTED_VERIFIER_KEY = 'development-scripted-verifier', SCRIPTED_VERIFIER_SECRETS = 'development-scripted-webhooks' } = process.env;
const service = createScriptedVerifier({ apiKey: SCRIPTED_VERIFIER_KEY, webhookSecret: SCRIPTED_VERIFIER_SECRETS.split(',')[0] ?? '' });
console.log(`The scripted verifier listens on ${await service.listen(Number(SCRIPTED_VERIFIER_PORT), '127.0.0.1')}.`);
