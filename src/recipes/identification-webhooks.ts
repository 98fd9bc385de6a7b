import type { Core } from '@strapi/strapi';
import { receiveVerifierWebhook, type KycConfig } from '#kyc';
import { otherWebhooks } from '#payments';

const VERIFIER = 'paystack-identity';

/** A Paystack account has one address for webhooks: what it tells there of people who were identified goes to whoever asked. */
export function identificationWebhooks(strapi: Core.Strapi): void {
  const { verifiers } = strapi.config.get('plugin::kyc') as KycConfig;
  if (!verifiers.all.some(({ code }) => code === VERIFIER)) return;
  otherWebhooks(strapi).add({ gateway: 'paystack', prefix: 'customeridentification.', take: (rawBody, headers) => receiveVerifierWebhook(strapi, VERIFIER, rawBody, headers) });
}
