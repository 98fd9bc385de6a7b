export type Params = Record<string, string>;

export interface RoutePattern {
  readonly method: string;
  /** Segments that begin with a colon are parameters: `/transaction/verify/:reference`. */
  readonly path: string;
}

export interface Match<R> {
  readonly route: R;
  readonly params: Params;
}

const segmentsOf = (path: string) => path.split('/').filter((segment) => segment !== '');

/** A percent sign that introduces nothing is taken as it stands: a bad address is "not found", never a crash. */
function decode(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) return segment;
    throw error;
  }
}

/** Reads `:name` segments of a pattern out of a path. `null` where the two differ. */
function matchSegments(pattern: readonly string[], path: readonly string[]): Params | null {
  if (pattern.length !== path.length) return null;
  const params: Params = {};
  for (const [index, expected] of pattern.entries()) {
    const actual = path[index] ?? '';
    if (expected.startsWith(':')) params[expected.slice(1)] = decode(actual);
    else if (expected !== actual) return null;
  }
  return params;
}

/** `true` where `path` equals the pattern or, for a pattern without parameters, lies below it. */
export function isUnderPath(pattern: string, path: string): boolean {
  const wanted = segmentsOf(pattern);
  const found = segmentsOf(path);
  if (pattern.includes(':')) return matchSegments(wanted, found) !== null;
  return wanted.every((segment, index) => segment === found[index]);
}

/** Finds the route of a request. Literal segments win over parameters: `/transaction/totals` is not an id. */
export function createRouter<R extends RoutePattern>(routes: readonly R[]) {
  const compiled = routes
    .map((route) => ({ route, segments: segmentsOf(route.path) }))
    .sort((a, b) => parameterCount(a.segments) - parameterCount(b.segments));

  return (method: string, path: string): Match<R> | null => {
    const found = segmentsOf(path);
    for (const { route, segments } of compiled) {
      if (route.method !== method) continue;
      const params = matchSegments(segments, found);
      if (params) return { route, params };
    }
    return null;
  };
}

const parameterCount = (segments: readonly string[]) => segments.filter((segment) => segment.startsWith(':')).length;
