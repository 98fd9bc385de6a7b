import { parseArgs } from 'node:util';

export const MEASURES = ['list', 'webhooks', 'memory', 'growth'] as const;
export type MeasureName = (typeof MEASURES)[number];

export interface Options {
  only: ReadonlySet<MeasureName>;
  isQuick: boolean;
  /** Folder for CPU profiles of Mangrove, one file a server, written when it stops. */
  profileTo: string | undefined;
}

/** How much is done; everything else is the same in both. */
export interface Amounts {
  rounds: number;
  connections: number;
  warmUpMs: number;
  measureMs: number;
  rows: number;
  webhooksARound: number;
  warmUpWebhooks: number;
  smallRows: number;
  largeRows: number;
}

const FULL: Amounts = {
  rounds: 5,
  connections: 16,
  warmUpMs: 3_000,
  measureMs: 6_000,
  rows: 100_000,
  webhooksARound: 4_000,
  warmUpWebhooks: 500,
  smallRows: 10_000,
  largeRows: 5_000_000,
};

/** A smoke run: shows that everything works, not how fast it is. */
const QUICK: Amounts = { ...FULL, rounds: 2, warmUpMs: 500, measureMs: 1_000, rows: 10_000, webhooksARound: 300, warmUpWebhooks: 100, largeRows: 50_000 };

export const amountsFor = ({ isQuick }: Options): Amounts => (isQuick ? QUICK : FULL);

/** @throws Error with a sentence for an unknown option or measure. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: { quick: { type: 'boolean', default: false }, only: { type: 'string' }, profile: { type: 'string' } },
  });
  const names = values.only?.split(',') ?? [...MEASURES];
  const unknown = names.find((name) => !isMeasure(name));
  if (unknown !== undefined) throw new Error(`There is no measure "${unknown}"; there are ${MEASURES.join(', ')}.`);
  return { only: new Set(names.filter(isMeasure)), isQuick: values.quick, profileTo: values.profile };
}

const isMeasure = (name: string): name is MeasureName => (MEASURES as readonly string[]).includes(name);
