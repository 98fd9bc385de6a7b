export interface SafeLink {
  href: string;
  /** Where it leads, for people: the host, as browsers know it, or an address of mail. */
  leadsTo: string;
}

const WEB = new Set(['http:', 'https:']);

/** A link that may be followed. `undefined` for everything that would run, or whose beginning says something else than where it leads. */
export function safeLink(given: string): SafeLink | undefined {
  // Without a base: what is relative would be an address of ours.
  if (!URL.canParse(given)) return undefined;
  const { protocol, host, href, username, password, pathname } = new URL(given);
  if (protocol === 'mailto:') return { href: `mailto:${pathname}`, leadsTo: decoded(pathname) };
  // https://bank.example@evil.example leads to evil.example.
  if (!WEB.has(protocol) || host === '' || username !== '' || password !== '') return undefined;
  return { href, leadsTo: host };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not encoded as addresses are: shown as it stands.
    return text;
  }
}

/** Whether the words of a link say themselves where it leads. */
export const saysWhere = (words: string, { leadsTo }: SafeLink): boolean => words === leadsTo || safeLink(words)?.leadsTo === leadsTo;
