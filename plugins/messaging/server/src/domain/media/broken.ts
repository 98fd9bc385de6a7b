/** A file is not what its first bytes say that it is. */
export class MediaBroken extends Error {
  override readonly name = 'MediaBroken';
  constructor() {
    super('The file does not keep to the format that it begins with.');
  }
}
