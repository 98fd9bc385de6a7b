/** What the process with the clients is asked to do. Connections stay open from `open` to `close`. */
export type ChatJob =
  /** Each connection listens to `roomsEach` rooms, one if it says nothing; rooms share their listeners evenly. */
  | { do: 'open'; port: number; tokens: readonly string[]; count: number; roomIds?: readonly string[]; roomsEach?: number }
  /** One connection of each room writes in it, the rooms in turn at an even pace; all others listen. */
  | { do: 'pace'; roomIds: readonly string[]; perSecond: number; durationMs: number }
  /** The first `writers` connections send, each its next message when the last one is acknowledged. */
  | { do: 'race'; roomId: string; writers: number; durationMs: number }
  | { do: 'close' };

export interface ChatResult {
  acknowledged: number;
  elapsedMs: number;
  deliveries: number;
  lost: number;
  doubled: number;
  reordered: number;
  /** From the call to send until a client has it. */
  latencyMs: { mean: number; p50: number; p99: number };
  cpuSeconds: number;
}

export type ChatReply = { result: ChatResult } | { failure: string };
