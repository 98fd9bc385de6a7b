import { SettingsError } from '#kernel';
import { dojah, paystackIdentity, smileId, type Verifier } from '#kyc';
import env from './env';

/** @param isAsked whether `KYC_VERIFIERS` names it: then it may lack nothing */
type Maker = (isAsked: boolean) => Verifier | undefined;
const timeoutMs = env.KYC_VERIFIER_TIMEOUT_SECONDS * 1_000;

/** All of the settings of a verifier, or none: half of them is a mistake that would show only when somebody is asked about. */
function complete<T extends Record<string, unknown>>(verifier: string, isAsked: boolean, settings: T): { [K in keyof T]: NonNullable<T[K]> } | undefined {
  const names = Object.keys(settings);
  const missing = names.filter((name) => settings[name] === undefined);
  if (missing.length === 0) return settings as { [K in keyof T]: NonNullable<T[K]> };
  if (missing.length === names.length && !isAsked) return undefined;
  const why = isAsked ? `KYC_VERIFIERS names "${verifier}"` : `other settings of the verifier "${verifier}" are there`;
  throw new SettingsError(`Mangrove cannot start with these settings:\n${missing.map((name) => `  ${name}: found nothing; expected a value, because ${why}.`).join('\n')}`);
}

/** How each verifier of an outside service is made from its settings, by its code; `undefined` where it has none and is not asked. */
export const verifierMakers: Readonly<Record<string, Maker>> = {
  'paystack-identity': (isAsked) => {
    const { PAYSTACK_IDENTITY_EMAIL_DOMAIN, PAYSTACK_SECRET_KEY: secretKey, PAYSTACK_PREVIOUS_SECRET_KEYS: previousSecretKeys, PAYSTACK_BASE_URL: baseUrl } = env;
    // The keys are those of payments, which are there anyway.
    const found = complete('paystack-identity', isAsked, { PAYSTACK_IDENTITY_EMAIL_DOMAIN });
    return found && paystackIdentity({ secretKey, previousSecretKeys, baseUrl, emailDomain: found.PAYSTACK_IDENTITY_EMAIL_DOMAIN, timeoutMs });
  },
  'smile-id': (isAsked) => {
    const { SMILE_ID_PARTNER_ID, SMILE_ID_API_KEY } = env;
    const found = complete('smile-id', isAsked, { SMILE_ID_PARTNER_ID, SMILE_ID_API_KEY });
    return found && smileId({ partnerId: found.SMILE_ID_PARTNER_ID, apiKey: found.SMILE_ID_API_KEY, previousApiKeys: env.SMILE_ID_PREVIOUS_API_KEYS, baseUrl: env.SMILE_ID_URL, timeoutMs });
  },
  dojah: (isAsked) => {
    const { DOJAH_APP_ID, DOJAH_SECRET_KEY, DOJAH_DOCUMENT_WIDGET: document, DOJAH_SELFIE_WIDGET: selfie } = env;
    const found = complete('dojah', isAsked, { DOJAH_APP_ID, DOJAH_SECRET_KEY, 'DOJAH_DOCUMENT_WIDGET or DOJAH_SELFIE_WIDGET': document ?? selfie });
    return found && dojah({
      appId: found.DOJAH_APP_ID, secretKey: found.DOJAH_SECRET_KEY, previousSecretKeys: env.DOJAH_PREVIOUS_SECRET_KEYS,
      widgets: { ...(document === undefined ? {} : { document }), ...(selfie === undefined ? {} : { selfie }) },
      baseUrl: env.DOJAH_URL, pageUrl: env.DOJAH_PAGE_URL, fileOrigins: env.DOJAH_FILE_ORIGINS, timeoutMs,
    });
  },
};
