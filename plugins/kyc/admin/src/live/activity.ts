/** What tells that somebody works on the page. */
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Remembers when somebody last did something on this page. */
export function watchActivity(): { lastAtMs(): number; stop(): void } {
  let at = Date.now();
  const note = () => void (at = Date.now());
  for (const sign of SIGNS) document.addEventListener(sign, note, { passive: true });
  return {
    lastAtMs: () => at,
    stop: () => SIGNS.forEach((sign) => document.removeEventListener(sign, note)),
  };
}
