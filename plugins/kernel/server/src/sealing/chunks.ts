/**
 * Cuts a stream into chunks of one size. A full chunk is handed out only when more follows: the last one, and only that,
 * is what `rest` returns. Holds one chunk, however long the stream is.
 */
export function createChunker(size: number): { push(data: Buffer, onChunk: (chunk: Buffer) => void): void; rest(): Buffer } {
  const held = Buffer.allocUnsafe(size);
  let filled = 0;
  return {
    push(data, onChunk) {
      for (let from = 0; from < data.length; ) {
        if (filled === size) {
          onChunk(held);
          filled = 0;
        }
        const taken = data.copy(held, filled, from);
        from += taken;
        filled += taken;
      }
    },
    rest: () => held.subarray(0, filled),
  };
}
