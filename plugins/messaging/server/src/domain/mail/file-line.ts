/** A file by what people know it by. */
export interface NamedFile {
  name: string;
  sizeBytes: number;
}

const sizeOf = (bytes: number) => (bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`);

/** A line for each file that is not where one would look for it. */
export const fileLines = (what: string, files: readonly NamedFile[]): string => files.map(({ name, sizeBytes }) => `[${what}: ${name}, ${sizeOf(sizeBytes)}]`).join('\n');
