import { createHmac } from 'node:crypto';
import { signWebhook } from '../../../sandbox/scripted-verifier/webhook.ts';
import { SCRIPTED_SECRETS } from '../../support/scripted-verifier.ts';
import type { Case } from './openapi-cases.ts';

/** Example requests of those who tell us something by themselves: they sign what they send. */
export const webhookCases: Record<'receiveWebhook' | 'receiveVerifierWebhook' | 'receiveMail', Case> = {
  receiveWebhook: {
    success({ guest, sandbox }) {
      const body = JSON.stringify({ event: 'charge.success', data: { reference: 'of-nobody', amount: 1, currency: 'NGN', status: 'success' } });
      const signature = createHmac('sha512', sandbox.secretKey).update(body).digest('hex');
      return guest.post('/api/webhooks/paystack', { body, headers: { 'x-paystack-signature': signature } });
    },
    refusal: ({ guest }) => guest.post('/api/webhooks/paystack', { body: { event: 'charge.success' }, headers: { 'x-paystack-signature': 'forged' } }),
  },
  receiveVerifierWebhook: {
    success({ guest }) {
      const { rawBody, headers } = signWebhook({ id: 'sq_1', reference: 'of-nobody' }, 'passed', { secret: SCRIPTED_SECRETS[0], at: new Date() });
      return guest.post('/api/webhooks/kyc/scripted', { body: rawBody.toString(), headers });
    },
    refusal: ({ guest }) => guest.post('/api/webhooks/kyc/scripted', { body: {}, headers: { 'x-scripted-signature': 'forged' } }),
  },
  receiveMail: {
    success({ guest }) {
      const body = 'From: ada@example.org\r\nTo: support@mangrove.test\r\n\r\nWhere is my refund?';
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const signature = createHmac('sha256', Buffer.from('ZGV2ZWxvcG1lbnQtc3VwcG9ydC1tYWlsLXdlYmhvb2s=', 'base64')).update(`dlv_1.${timestamp}.${body}`).digest('base64');
      return guest.post('/api/inbound-mail/raw-mime', { body, headers: { 'content-type': 'message/rfc822', 'webhook-id': 'dlv_1', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` } });
    },
    refusal: ({ guest }) => guest.post('/api/inbound-mail/raw-mime', { body: 'From: ada@example.org', headers: { 'content-type': 'message/rfc822' } }),
  },
};
