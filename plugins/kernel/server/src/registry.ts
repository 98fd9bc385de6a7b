/** Holds the providers of one port (gateways, verifiers, channels) by their `code`. */
export interface Registry<P extends { readonly code: string }> {
  /** @throws Error when no provider has that code. */
  get(code: string): P;
  find(code: string): P | undefined;
  codes(): string[];
  all(): P[];
}

/**
 * Builds a registry and refuses providers that could only fail later: a missing or malformed code, two with one code, a
 * method of the port that is not there. The boot stops with one sentence that names the provider.
 *
 * @param port what the providers are, for the sentence, e.g. `payment gateway`
 * @param methods the methods that every provider of the port has
 */
export function createRegistry<P extends { readonly code: string }>(
  port: string,
  methods: readonly (keyof P & string)[],
  providers: readonly P[],
): Registry<P> {
  const byCode = new Map<string, P>();
  for (const provider of providers) {
    const code: unknown = provider?.code;
    if (typeof code !== 'string' || !/^[a-z][a-z0-9-]{1,31}$/.test(code)) {
      throw new Error(`A ${port} has the code ${JSON.stringify(code)}; expected 2 to 32 characters of a-z, 0-9 and "-".`);
    }
    if (byCode.has(code)) throw new Error(`Two ${port}s have the code "${code}".`);
    const missing = methods.filter((method) => typeof provider[method] !== 'function');
    if (missing.length > 0) throw new Error(`The ${port} "${code}" lacks ${missing.map((name) => `${name}()`).join(', ')}.`);
    byCode.set(code, provider);
  }
  const known = () => [...byCode.keys()].sort().join(', ') || 'none';
  return {
    get(code) {
      const provider = byCode.get(code);
      if (!provider) throw new Error(`There is no ${port} "${code}". Configured: ${known()}.`);
      return provider;
    },
    find: (code) => byCode.get(code),
    codes: () => [...byCode.keys()],
    all: () => [...byCode.values()],
  };
}
