/** Reads a stream of bytes by amounts. Holds no more than one piece of the stream and what is asked for. */
export interface ByteReader {
  /** The next bytes; fewer only at the end of the stream. */
  read(count: number): Promise<Buffer>;
  /** The next bytes, piece by piece as they come; fewer only at the end. */
  pass(count: number): AsyncGenerator<Buffer>;
  /** Drops the next bytes. @returns how many there were. */
  skip(count: number): Promise<number>;
  /** Everything up to the next byte of this value whose follower ends the passage: both stay to be read. Or to the end. */
  passUntil(byte: number, ends: (follower: number) => boolean): AsyncGenerator<Buffer>;
  /** Whatever is left. */
  rest(): AsyncGenerator<Buffer>;
  /** Reads the stream to its end and throws it away. */
  drain(): Promise<void>;
}

export function createByteReader(source: AsyncIterable<Buffer>): ByteReader {
  const pieces = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);

  /** @returns whether there is anything to read. */
  async function fill(): Promise<boolean> {
    while (held.length === 0) {
      const next = await pieces.next();
      if (next.done === true) return false;
      held = next.value;
    }
    return true;
  }
  const take = (count: number): Buffer => {
    const taken = held.subarray(0, count);
    held = held.subarray(taken.length);
    return taken;
  };

  async function* pass(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0 && (await fill()); ) {
      const taken = take(left);
      left -= taken.length;
      yield taken;
    }
  }

  return {
    pass,
    async read(count) {
      const read: Buffer[] = [];
      for await (const piece of pass(count)) read.push(piece);
      return Buffer.concat(read);
    },
    async skip(count) {
      let left = count;
      while (left > 0 && (await fill())) left -= take(left).length;
      return count - left;
    },
    async *passUntil(byte, ends) {
      while (await fill()) {
        let at = held.indexOf(byte);
        while (at !== -1 && at + 1 < held.length && !ends(held[at + 1] ?? 0)) at = held.indexOf(byte, at + 1);
        if (at !== 0) yield take(at === -1 ? held.length : at);
        if (at === -1) continue;
        if (held.length > 1) return;
        // It was the last of its piece: what follows it is in the next one.
        const next = await pieces.next();
        if (next.done === true) {
          yield take(1);
          return;
        }
        held = Buffer.concat([held, next.value]);
      }
    },
    async *rest() {
      while (await fill()) yield take(held.length);
    },
    async drain() {
      while (await fill()) take(held.length);
    },
  };
}
