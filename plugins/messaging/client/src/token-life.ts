/** So long before its end a token is replaced. */
const EARLY_MS = 30_000;
/** Where clocks disagree, or the application hands out the same token again: not more often than this. */
const SHORTEST_MS = 5_000;
/** What timers can wait. */
const LONGEST_MS = 2 ** 31 - 1;

/** In how many milliseconds an access token has to be replaced; `undefined` where it does not say when it ends. */
export function refreshInMs(token: string, nowMs = Date.now()): number | undefined {
  const endsAtMs = endOf(token);
  return endsAtMs === undefined ? undefined : Math.min(LONGEST_MS, Math.max(SHORTEST_MS, endsAtMs - nowMs - EARLY_MS));
}

/** The claim `exp` (RFC 7519), read and not verified: that is the server's to do. */
function endOf(token: string): number | undefined {
  try {
    const claims: unknown = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
    const exp = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : undefined;
    return typeof exp === 'number' ? exp * 1_000 : undefined;
  } catch {
    // Not a JSON Web Token: the server will say when it ends.
    return undefined;
  }
}
