import { startRedisProcess, type RedisProcess } from './redis-process.ts';
import { stopAfterwards } from './stop-everything.ts';

export type TestRedis = RedisProcess;

/** A Redis of the test's own. It is killed after the test file. @throws Error that names the package where it is not installed. */
export async function startRedis(): Promise<TestRedis> {
  const redis = await startRedisProcess();
  stopAfterwards(redis.kill);
  return redis;
}
