/** Why a file cannot be a document, and what its sender can do about it. The codes are part of the API. */
export const FILE_REFUSALS = {
  empty: 'The file is empty. Take the picture again and send it.',
  truncated: 'The file ends too early. Send it again, whole.',
  damaged: 'The file cannot be read. Save it again, or take a new picture.',
  too_many_pixels: 'The picture has more pixels than can be taken. Take it with a lower resolution.',
  too_small: 'The picture is too small to read anything on it. Take it with a higher resolution.',
  animated: 'Moving pictures cannot be taken. Send a still one.',
  encrypted: 'The PDF is protected. Save it without a password or restrictions.',
  active_content: 'The PDF holds scripts, forms, media or files. Print it to a new PDF and send that.',
  too_many_pages: 'The PDF has too many pages. Send only those that matter.',
  bomb: 'The file grows far beyond its size when it is opened. Print it to a new PDF and send that.',
  polyglot: 'Something else lies in the same file. Save the document by itself and send that.',
} as const;

export type FileRefusal = keyof typeof FILE_REFUSALS;
export const FILE_REFUSAL_CODES = Object.keys(FILE_REFUSALS) as [FileRefusal, ...FileRefusal[]];

/** The bytes are no document that we take. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly reason: FileRefusal;
  constructor(reason: FileRefusal, cause?: unknown) {
    super(FILE_REFUSALS[reason], { cause });
    this.reason = reason;
  }
}
