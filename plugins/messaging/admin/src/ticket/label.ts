/** As the server takes categories and tags: small letters, digits, `-` and `_`. `undefined` where nothing is left. */
export function toLabel(typed: string): string | undefined {
  const label = typed
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[^a-z0-9]+|-+$/g, '')
    .slice(0, 40);
  return label === '' ? undefined : label;
}
