import type { Redis } from 'ioredis';

/**
 * Who is connected to the other servers. Each says so again and again; who is not heard of for a while is gone. Whoever is at
 * a server that does not live any more is so at once: its pulse is one key, which costs next to nothing to renew.
 */
export interface SharedPresence {
  /** Says that people are here. */
  keep(personIds: readonly string[]): Promise<void>;
  /** Says that this server lives. To be said every few seconds. @returns whether another one has died without a word since. */
  pulse(): Promise<boolean>;
  /** Says that they are here no longer. */
  drop(personIds: readonly string[]): Promise<void>;
  /** Who of them is at another server; while Redis is away, who was there a short while ago. */
  elsewhere(personIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/** What a server says of its people counts for so long, and they are not there while it has no pulse. */
export const KEPT_FOR_MS = 30_000;
/** A server that dies leaves its pulse behind for so long. Redis counts it down: no two clocks need agree. */
const PULSE_LASTS_MS = 8_000;
const AT_ONCE = 500;

/** One sorted set for each person: servers, by when their word is worth nothing any more. Servers' clocks must agree to some seconds. */
export function createSharedPresence(redis: Redis, { server, prefix, onError }: { server: string; prefix(): string; onError(error: unknown): void }): SharedPresence {
  const seen = new Map<string, number>();
  const keyOf = (personId: string) => `${prefix()}:${personId}`;
  const pulseOf = (one: string) => `${prefix()}:pulse:${one}`;
  /** The other servers that lived when we looked last. */
  let living = new Set<string>();

  async function inParts<T>(personIds: readonly string[], work: (part: readonly string[]) => Promise<T>): Promise<T[]> {
    const results: T[] = [];
    for (let from = 0; from < personIds.length; from += AT_ONCE) results.push(await work(personIds.slice(from, from + AT_ONCE)));
    return results;
  }

  /** A Redis that is full, or a replica, answers each command with a refusal. */
  const complain = (answers: [error: Error | null, result: unknown][] | null) => {
    const [refusal] = (answers ?? []).flatMap(([error]) => (error ? [error] : []));
    if (refusal) onError(refusal);
  };

  async function read(personIds: readonly string[]): Promise<void> {
    const now = Date.now();
    const pipeline = redis.pipeline();
    for (const personId of personIds) pipeline.zrangebyscore(keyOf(personId), now, '+inf');
    const answers = (await pipeline.exec()) ?? [];
    const others = answers.map(([error, servers]) => {
      if (error) throw error;
      return (servers as string[]).filter((one) => one !== server);
    });
    const alive = await withPulse([...new Set(others.flat())]);
    for (const one of alive) living.add(one);
    personIds.forEach((personId, index) => {
      if (others[index]?.some((one) => alive.has(one))) seen.set(personId, now + KEPT_FOR_MS);
      else seen.delete(personId);
    });
  }

  async function withPulse(servers: readonly string[]): Promise<Set<string>> {
    if (servers.length === 0) return new Set();
    const pulses = await redis.mget(servers.map(pulseOf));
    return new Set(servers.filter((_one, index) => pulses[index] !== null));
  }

  const beat = async () => complain(await redis.pipeline().set(pulseOf(server), 1, 'PX', PULSE_LASTS_MS).exec());

  return {
    async pulse() {
      await beat();
      const before = living;
      living = await withPulse([...before]);
      return living.size < before.size;
    },
    async keep(personIds) {
      if (personIds.length === 0) return;
      const until = Date.now() + KEPT_FOR_MS;
      // Whoever looks into the store must find that we live before they find who is with us.
      await beat();
      await inParts(personIds, async (part) => {
        const pipeline = redis.pipeline();
        for (const personId of part) pipeline.zadd(keyOf(personId), until, server).zremrangebyscore(keyOf(personId), '-inf', Date.now()).pexpire(keyOf(personId), 2 * KEPT_FOR_MS);
        complain(await pipeline.exec());
      });
    },
    async drop(personIds) {
      await inParts(personIds, async (part) => {
        const pipeline = redis.pipeline();
        for (const personId of part) pipeline.zrem(keyOf(personId), server);
        complain(await pipeline.exec());
      });
    },
    async elsewhere(personIds) {
      const now = Date.now();
      for (const [personId, until] of seen) if (until < now) seen.delete(personId);
      try {
        // Not asked where nobody would answer.
        if (redis.status === 'ready') await inParts(personIds, read);
      } catch (error) {
        // What was seen before counts for a while.
        onError(error);
      }
      return new Set(personIds.filter((personId) => (seen.get(personId) ?? 0) >= now));
    },
  };
}
