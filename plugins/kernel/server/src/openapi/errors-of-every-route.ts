import { Forbidden, Internal, MalformedRequest, PayloadTooLarge, Unauthenticated, Unavailable, UnsupportedMediaType, ValidationFailed, type ErrorDeclaration } from '../errors';
import { IdempotencyKeyInFlight, IdempotencyKeyMalformed, IdempotencyKeyMissing, IdempotencyKeyReused } from '../idempotency/errors';
import type { Endpoint } from '../validation/endpoint';

/** Every error that a route can answer with: its own, and those that come with what it declares. */
export function errorsOf({ request, access, idempotencyKey, errors, upload, form }: Endpoint): ErrorDeclaration[] {
  const takesInput = Boolean(request.params ?? request.query ?? request.body ?? form);
  const all: ErrorDeclaration[] = [
    ...errors,
    MalformedRequest,
    ...(takesInput ? [ValidationFailed] : []),
    ...(upload === undefined && form === undefined ? [] : [PayloadTooLarge]),
    ...(request.body ? [PayloadTooLarge, UnsupportedMediaType] : []),
    ...(access === 'user' ? [Unauthenticated, Forbidden] : []),
    ...(idempotencyKey ? [IdempotencyKeyMalformed, IdempotencyKeyInFlight, IdempotencyKeyReused] : []),
    ...(idempotencyKey === 'required' ? [IdempotencyKeyMissing] : []),
    Internal,
    Unavailable,
  ];
  return [...new Map(all.map((error) => [error.code, error])).values()].sort((a, b) => a.status - b.status || a.code.localeCompare(b.code));
}
