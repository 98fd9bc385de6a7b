import { Redis } from 'ioredis';

/** A connection that says nothing for so long after it was asked something is opened anew: a Redis that hangs keeps its sockets open. */
export const ANSWER_WITHIN_MS = 2_000;
const LONGEST_PAUSE_MS = 1_000;

/** Nothing waits for Redis: a command that it does not take now fails now. The caller listens to `error`. */
export const connectRedis = (url: string, connectionName: string): Redis =>
  new Redis(url, {
    connectionName,
    connectTimeout: ANSWER_WITHIN_MS,
    socketTimeout: ANSWER_WITHIN_MS,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    autoResubscribe: false,
    retryStrategy: (attempt) => Math.min(100 * attempt, LONGEST_PAUSE_MS),
  });
