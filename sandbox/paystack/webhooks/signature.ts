import { createHmac } from 'node:crypto';

/** `x-paystack-signature`: hex HMAC-SHA512 of the raw body under the secret key of the API. */
export const sign = (rawBody: string, secretKey: string) => createHmac('sha512', secretKey).update(rawBody).digest('hex');
