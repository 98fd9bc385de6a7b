import { defineError } from '../errors';

export const IdempotencyKeyMissing = defineError(
  'KERNEL_IDEMPOTENCY_KEY_MISSING',
  400,
  'This request moves money: send a header such as Idempotency-Key: "8e03978e-40d5-43dd-bc93-6894a57f9324", a new one for each intent.',
);
export const IdempotencyKeyMalformed = defineError(
  'KERNEL_IDEMPOTENCY_KEY_MALFORMED',
  400,
  'An Idempotency-Key has 1 to 255 printable ASCII characters, with or without double quotes around them.',
);
export const IdempotencyKeyInFlight = defineError(
  'KERNEL_IDEMPOTENCY_KEY_IN_FLIGHT',
  409,
  'The first request with this Idempotency-Key is still at work. Repeat this one in a moment.',
);
export const IdempotencyKeyReused = defineError(
  'KERNEL_IDEMPOTENCY_KEY_REUSED',
  422,
  'This Idempotency-Key was used for another request. Take a new key for a new intent.',
);
