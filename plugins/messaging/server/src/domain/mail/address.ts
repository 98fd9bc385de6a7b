/** One mailbox, in lower case: nobody tells people apart by the case of their addresses. */
export const normaliseAddress = (address: string): string => address.trim().toLowerCase();

/** `ada@example.com` → `['ada', 'example.com']`; an address without a domain has an empty one. */
export function splitAddress(address: string): [local: string, domain: string] {
  const at = address.lastIndexOf('@');
  return at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)];
}

export const domainOf = (address: string): string => splitAddress(address)[1];
