/** WebSocket frames (RFC 6455), as far as the clients of the benchmark need them. */
const TEXT = 0x81;
const SMALL = 126;
const MEDIUM = 127;

/** A masked text frame. The mask is zero, which is a mask like any other and leaves the bytes as they are. */
export function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const head = payload.length < SMALL ? Buffer.from([TEXT, 0x80 | payload.length]) : Buffer.from([TEXT, 0x80 | SMALL, payload.length >> 8, payload.length & 0xff]);
  if (payload.length > 0xffff) throw new Error('The clients of the benchmark send nothing that long.');
  return Buffer.concat([head, Buffer.alloc(4), payload]);
}

/** Takes whole frames from the front of what was received. @returns their texts, and what is left. */
export function readFrames(received: Buffer): { texts: string[]; rest: Buffer; isClosed: boolean } {
  const texts: string[] = [];
  let at = 0;
  for (;;) {
    if (received.length < at + 2) break;
    const opcode = (received[at] ?? 0) & 0x0f;
    const short = received[at + 1] ?? 0;
    const headLength = short < SMALL ? 2 : short < MEDIUM ? 4 : 10;
    if (received.length < at + headLength) break;
    const length = short < SMALL ? short : short < MEDIUM ? received.readUInt16BE(at + 2) : Number(received.readBigUInt64BE(at + 2));
    const end = at + headLength + length;
    if (received.length < end) break;
    if (opcode === 8) return { texts, rest: received.subarray(end), isClosed: true };
    if (opcode === 1) texts.push(received.toString('utf8', at + headLength, end));
    at = end;
  }
  return { texts, rest: received.subarray(at), isClosed: false };
}
