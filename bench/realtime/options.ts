import { parseArgs } from 'node:util';

export const CHAT_MEASURES = ['fan-out', 'many-rooms', 'hot-room', 'idle', 'history'] as const;
export type ChatMeasure = (typeof CHAT_MEASURES)[number];

export interface ChatOptions {
  only: ReadonlySet<ChatMeasure>;
  isQuick: boolean;
}

export interface ChatAmounts {
  rounds: number;
  listeners: number;
  rooms: number;
  warmUpMs: number;
  measureMs: number;
  idleConnections: number;
  largeTable: number;
}

const FULL: ChatAmounts = { rounds: 5, listeners: 500, rooms: 1_000, warmUpMs: 2_000, measureMs: 8_000, idleConnections: 5_000, largeTable: 5_000_000 };
const QUICK: ChatAmounts = { rounds: 2, listeners: 50, rooms: 100, warmUpMs: 500, measureMs: 1_500, idleConnections: 300, largeTable: 20_000 };

/** A process has a descriptor for each connection, and some for itself. */
const DESCRIPTORS_BESIDE = 500;

/** As much as was asked for, or as the limit of open files allows. */
export function amountsFor({ isQuick }: ChatOptions, mostDescriptors: number): ChatAmounts {
  const amounts = isQuick ? QUICK : FULL;
  return { ...amounts, idleConnections: Math.min(amounts.idleConnections, mostDescriptors - DESCRIPTORS_BESIDE) };
}

/** @throws Error with a sentence for an unknown option or measure. */
export function readChatOptions(args: string[]): ChatOptions {
  const { values } = parseArgs({ args, options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } });
  const names = values.only?.split(',') ?? [...CHAT_MEASURES];
  const isMeasure = (name: string): name is ChatMeasure => (CHAT_MEASURES as readonly string[]).includes(name);
  const unknown = names.find((name) => !isMeasure(name));
  if (unknown !== undefined) throw new Error(`There is no measure "${unknown}"; there are ${CHAT_MEASURES.join(', ')}.`);
  return { only: new Set(names.filter(isMeasure)), isQuick: values.quick };
}
