interface Entry<V> {
  value: V;
  expiresAtMs: number;
}

export interface RecentOptions {
  /** How long an answer is believed, counted from the moment before it was looked up. */
  ttlMs: number;
  /** The oldest are forgotten first. */
  maxEntries: number;
  /** Milliseconds that only move forward. */
  nowMs?: () => number;
}

/**
 * Answers of a short while ago. Several who ask for the same at the same time share one look-up, and a look-up that was
 * under way when something was dropped is not kept: it may have read the old state.
 */
export class Recent<V> {
  readonly #entries = new Map<string, Entry<V>>();
  readonly #underWay = new Map<string, Promise<V | undefined>>();
  readonly #ttlMs: number;
  readonly #maxEntries: number;
  readonly #nowMs: () => number;
  #drops = 0;

  constructor({ ttlMs, maxEntries, nowMs = () => performance.now() }: RecentOptions) {
    this.#ttlMs = ttlMs;
    this.#maxEntries = maxEntries;
    this.#nowMs = nowMs;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    return entry && entry.expiresAtMs > this.#nowMs() ? entry.value : undefined;
  }

  /**
   * The kept answer, or a fresh one. `undefined` is never kept: what is refused now may be right in a moment.
   *
   * @param keepMs how long this answer may be kept, where that is less than the usual time
   */
  async find(key: string, lookUp: () => Promise<V | undefined>, keepMs = this.#ttlMs): Promise<V | undefined> {
    const kept = this.get(key);
    if (kept !== undefined) return kept;
    const running = this.#underWay.get(key);
    if (running) return running;
    const lookingUp = this.#lookUp(key, lookUp, Math.min(keepMs, this.#ttlMs));
    this.#underWay.set(key, lookingUp);
    try {
      return await lookingUp;
    } finally {
      if (this.#underWay.get(key) === lookingUp) this.#underWay.delete(key);
    }
  }

  /** Forgets every answer for which `concerns` holds, and every look-up under way. */
  drop(concerns: (value: V) => boolean): void {
    this.#drops += 1;
    this.#underWay.clear();
    for (const [key, { value }] of this.#entries) if (concerns(value)) this.#entries.delete(key);
  }

  async #lookUp(key: string, lookUp: () => Promise<V | undefined>, keepMs: number): Promise<V | undefined> {
    const drops = this.#drops;
    const startedAtMs = this.#nowMs();
    const value = await lookUp();
    if (value === undefined || drops !== this.#drops) return value;
    // Deleting first moves the key to the end: the order of the map is the order of age.
    this.#entries.delete(key);
    if (this.#entries.size >= this.#maxEntries) {
      const [oldest] = this.#entries.keys();
      if (oldest !== undefined) this.#entries.delete(oldest);
    }
    this.#entries.set(key, { value, expiresAtMs: startedAtMs + keepMs });
    return value;
  }
}
