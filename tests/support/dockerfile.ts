import { readFileSync } from 'node:fs';

export interface Copied {
  /** The stage that it comes from; `undefined` for the project's own folder. */
  from: string | undefined;
  sources: string[];
  target: string;
}

export interface FinalStage {
  copied: Copied[];
  /** The text of an instruction, such as `USER`. */
  instruction(name: string): string | undefined;
}

/** The last stage of a Dockerfile: what the image is made of. */
export function readFinalStage(file: string): FinalStage {
  const lines = readFileSync(file, 'utf8').split('\n').map((line) => line.trim());
  const stage = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  const textOf = (line: string) => line.slice(line.indexOf(' ') + 1).trim();
  return {
    copied: stage.filter((line) => line.startsWith('COPY ')).map((line) => parseCopy(textOf(line))),
    instruction: (name) => stage.filter((line) => line.startsWith(`${name} `)).map(textOf).at(-1),
  };
}

function parseCopy(text: string): Copied {
  const words = text.split(/\s+/);
  const flags = words.filter((word) => word.startsWith('--'));
  const paths = words.filter((word) => !word.startsWith('--'));
  return { from: flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length), sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
}

/** The JSON form of `CMD`, also behind the options of `HEALTHCHECK`. */
export const commandOf = (text: string | undefined): string[] => JSON.parse(text?.slice(text.indexOf('[')) ?? '[]') as string[];
