import type { Guard } from '#kernel';

/** Rules that PostgreSQL keeps even if our code is wrong. Idempotent; runs at every boot, after schema sync. */
export const guards: Guard[] = [];
