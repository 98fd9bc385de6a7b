import { FileRefused } from '../refusal';

const END = '%%EOF';
const TAIL_BYTES = 2_048;
/** "End of central directory" of a ZIP archive: it stands at the end of the file, before a comment of up to 64 KiB. */
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const ZIP_END_BYTES = 22;
const LONGEST_ZIP_COMMENT = 65_535;

/** A PDF ends with `%%EOF` and a line break. @throws FileRefused where it ends before, or something else follows or begins there. */
export function assertPdfEnds(bytes: Buffer): void {
  const tail = bytes.subarray(-TAIL_BYTES).toString('latin1');
  const end = tail.lastIndexOf(END);
  if (end < 0) throw new FileRefused('truncated');
  if (/[^\s\0]/.test(tail.slice(end + END.length))) throw new FileRefused('polyglot');
  if (endsAsZip(bytes)) throw new FileRefused('polyglot');
}

/** Whether it is an archive whose comment is the end of the PDF. */
function endsAsZip(bytes: Buffer): boolean {
  for (let at = bytes.length; ; at -= 1) {
    at = bytes.lastIndexOf(ZIP_END, at);
    if (at < 0 || at < bytes.length - ZIP_END_BYTES - LONGEST_ZIP_COMMENT) return false;
    if (at + ZIP_END_BYTES <= bytes.length && at + ZIP_END_BYTES + bytes.readUInt16LE(at + 20) === bytes.length) return true;
    if (at === 0) return false;
  }
}
