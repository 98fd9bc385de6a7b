/** Larger Exif blocks are thumbnails and makers' notes; their orientation is not looked for. */
export const LARGEST_EXIF = 65_536;

const ORIENTATION = 0x0112;
const SHORT = 3;
const ENTRY_BYTES = 12;

/**
 * All that is kept of an image's Exif data: which way up it is shown. A camera that was held upright says so there and
 * nowhere else.
 *
 * @param tiff the Exif data from its TIFF header on
 * @returns the same with that one entry alone; `undefined` where the image is shown as it is.
 * @see Exif 2.32 (CIPA DC-008), 4.5 and 4.6.4 A; TIFF 6.0, section 2
 */
export function orientationAlone(tiff: Buffer): Buffer | undefined {
  const orientation = orientationOf(tiff);
  return orientation === undefined || orientation === UPRIGHT ? undefined : exifOf(orientation);
}

export const UPRIGHT = 1;

/** Exif data that say an orientation and nothing else. */
export function exifOf(orientation: number): Buffer {
  const alone = Buffer.alloc(26);
  alone.write('MM', 0, 'latin1');
  alone.writeUInt16BE(42, 2);
  alone.writeUInt32BE(8, 4);
  alone.writeUInt16BE(1, 8);
  alone.writeUInt16BE(ORIENTATION, 10);
  alone.writeUInt16BE(SHORT, 12);
  alone.writeUInt32BE(1, 14);
  alone.writeUInt16BE(orientation, 18);
  return alone;
}

function orientationOf(tiff: Buffer): number | undefined {
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 8 || (order !== 'MM' && order !== 'II')) return undefined;
  const isBig = order === 'MM';
  const u16 = (at: number) => (at + 2 > tiff.length ? 0 : isBig ? tiff.readUInt16BE(at) : tiff.readUInt16LE(at));
  const directory = isBig ? tiff.readUInt32BE(4) : tiff.readUInt32LE(4);
  const entries = u16(directory);
  for (let i = 0; i < entries; i += 1) {
    const at = directory + 2 + i * ENTRY_BYTES;
    if (at + ENTRY_BYTES > tiff.length) return undefined;
    if (u16(at) !== ORIENTATION) continue;
    const value = u16(at + 8);
    return u16(at + 2) === SHORT && value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}
