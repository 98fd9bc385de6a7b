export type Params = Readonly<Record<string, string | number>>;
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * The address of a call. `path` is a template with `:name` parameters, so that logs can name the call without its ids.
 *
 * @throws Error for a parameter that is missing or would change the path (`.`, `..`, empty).
 */
export function addressOf(baseUrl: string, path: string, params: Params = {}, query: Query = {}): string {
  const filled = path.replace(/:([a-zA-Z]\w*)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`The path ${path} needs the parameter "${name}".`);
    const text = String(value);
    if (text === '' || text === '.' || text === '..') throw new Error(`"${text}" cannot be the parameter "${name}" of ${path}.`);
    return encodeURIComponent(text);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.append(name, String(value));
  const text = search.toString();
  return `${baseUrl}${filled}${text === '' ? '' : `?${text}`}`;
}

/**
 * A base address without a slash at its end.
 *
 * @throws Error when it is no http(s) address, or holds credentials or a query, which would end up in logs.
 */
export function baseAddress(text: string): { baseUrl: string; host: string } {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw new Error('A base address begins with http:// or https://.');
  if (url.username || url.password || url.search || url.hash) {
    throw new Error(`The base address of ${url.host} must hold no credentials, query or fragment.`);
  }
  return { baseUrl: `${url.origin}${url.pathname}`.replace(/\/+$/, ''), host: url.host };
}
