import { scripted, type Verifier } from '#kyc';
import env from './env';
import { verifierMakers } from './kyc-verifier-makers';

/** Who is asked, first choice first. `manual` is always there. */
const order = env.KYC_VERIFIERS;

/**
 * How each verifier is made from its settings, by its code; `undefined` where it has none. One that is configured and not
 * asked any more still hears what became of its questions.
 */
const makers: Readonly<Record<string, (isAsked: boolean) => Verifier | undefined>> = {
  ...verifierMakers,
  scripted: (isAsked) =>
    isAsked
      ? scripted({ baseUrl: env.SCRIPTED_VERIFIER_URL, apiKey: env.SCRIPTED_VERIFIER_KEY ?? '', webhookSecrets: env.SCRIPTED_VERIFIER_SECRETS ?? [], timeoutMs: env.KYC_VERIFIER_TIMEOUT_SECONDS * 1_000 })
      : undefined,
};

const all = Object.entries(makers).flatMap(([code, make]) => make(order.includes(code)) ?? []);
const missing = order.find((code) => code !== 'manual' && !all.some((verifier) => verifier.code === code));
if (missing !== undefined) {
  const known = ['manual', ...Object.keys(makers)].join(', ');
  throw new Error(Object.hasOwn(makers, missing) ? `KYC_VERIFIERS names "${missing}", whose settings are missing.` : `KYC_VERIFIERS names "${missing}", which is no verifier. Choose from: ${known}.`);
}

export default { all, order };
