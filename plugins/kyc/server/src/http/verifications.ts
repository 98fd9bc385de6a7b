import { z } from '@strapi/utils';
import { defineEndpoint, NotFound, TooManyRequests } from '#kernel';
import { Forgotten } from '../errors';
import { VerifierSignatureWrong, VerifierUnavailable } from '../verification-errors';
import { applicationId } from './application-schemas';
import { ownVerificationOut } from './verification-schemas';

export const beginVerifications = defineEndpoint({
  id: 'beginKycVerifications',
  method: 'POST',
  path: '/kyc/applications/:id/verifications',
  tag: 'KYC',
  summary: 'Open the pages of verifiers to which you have to go, or find those that are open',
  description: 'For an application that was handed in. Send the applicant to each `url`; again later gives the same page, or a new one where it has expired. What is found is told with the decision.',
  request: { params: z.object({ id: applicationId }) },
  responses: { 200: z.strictObject({ data: z.array(ownVerificationOut) }) },
  errors: [NotFound, VerifierUnavailable, Forgotten, TooManyRequests],
  access: 'user',
});

export const receiveVerifierWebhook = defineEndpoint({
  id: 'receiveVerifierWebhook',
  method: 'POST',
  path: '/webhooks/kyc/:verifier',
  tag: 'Webhooks',
  summary: 'For verifiers: tell us what happened',
  description: 'Authentic webhooks are stored and answered 200, repeats and misfits included; then the verifier is asked, and its answer counts. The body is whatever the verifier sends, signed as it signs.',
  request: { params: z.object({ verifier: z.string().min(1).max(32) }) },
  responses: { 200: z.strictObject({ received: z.literal(true) }) },
  errors: [NotFound, VerifierSignatureWrong],
  access: 'public',
});
