import { Redis, type RedisOptions } from 'ioredis';

/** How servers ring at each other's door: whoever is at home hears it, nothing is kept, and whether anybody was is not known. */
export interface Doorbell {
  isReady(): boolean;
  /** @throws Error when Redis did not take it. */
  ring(text: string): Promise<void>;
  stop(): void;
}

export interface DoorbellOptions {
  url: string;
  onRing(text: string): void;
  /** Told once when it falls silent, and once when it works again. */
  onChange(isReady: boolean, error?: Error): void;
}

const CHANNEL = 'mangrove:realtime';
/** A connection that says nothing for so long after it was asked something is opened anew: a Redis that hangs keeps its sockets open. */
const ANSWER_WITHIN_MS = 2_000;
/** Who only listens would never notice that nobody is there. */
const PING_MS = 2_000;
const LONGEST_PAUSE_MS = 1_000;

const OPTIONS: RedisOptions = {
  connectTimeout: ANSWER_WITHIN_MS,
  socketTimeout: ANSWER_WITHIN_MS,
  // Nothing waits for Redis: what could not be told now is found in PostgreSQL by then.
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  autoResubscribe: false,
  retryStrategy: (attempt) => Math.min(100 * attempt, LONGEST_PAUSE_MS),
};

/** One connection that speaks and one that listens: a listening one can say nothing. */
export function createDoorbell({ url, onRing, onChange }: DoorbellOptions): Doorbell {
  const speaker = new Redis(url, { ...OPTIONS, connectionName: 'mangrove-realtime-out' });
  const listener = new Redis(url, { ...OPTIONS, connectionName: 'mangrove-realtime-in' });
  let isListening = false;
  let wasReady: boolean | undefined;
  let lastError: Error | undefined;

  const isReady = () => isListening && speaker.status === 'ready';
  const look = () => {
    if (isReady() === wasReady) return;
    wasReady = isReady();
    onChange(wasReady, lastError);
  };
  for (const redis of [speaker, listener]) {
    redis.on('error', (error) => (lastError = error));
    redis.on('close', () => {
      if (redis === listener) isListening = false;
      look();
    });
  }
  speaker.on('ready', () => {
    if (isListening) look();
  });
  listener.on('ready', () => {
    listener.subscribe(CHANNEL).then(
      () => {
        isListening = true;
        if (isReady()) look();
      },
      // Asked again once it is connected again.
      (error: Error) => {
        lastError = error;
        listener.disconnect(true);
      },
    );
  });
  listener.on('message', (_channel, text) => onRing(text));
  const timer = setInterval(() => {
    // What does not answer is cut by `socketTimeout`; there is nothing else to do about it.
    if (isListening) listener.ping().catch((error: Error) => (lastError = error));
  }, PING_MS);
  timer.unref();

  return {
    isReady,
    async ring(text) {
      await speaker.publish(CHANNEL, text);
    },
    stop() {
      clearInterval(timer);
      speaker.removeAllListeners('close');
      listener.removeAllListeners('close');
      speaker.disconnect();
      listener.disconnect();
    },
  };
}
