import { connectRedis } from './redis';

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
/** Who only listens would never notice that nobody is there. */
const PING_MS = 2_000;

/** One connection that speaks and one that listens: a listening one can say nothing. */
export function createDoorbell({ url, onRing, onChange }: DoorbellOptions): Doorbell {
  const speaker = connectRedis(url, 'mangrove-realtime-out');
  const listener = connectRedis(url, 'mangrove-realtime-in');
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
