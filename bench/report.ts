import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Machine } from './machine.ts';
import type { Turn, Verdict } from './measures/measured.ts';
import type { MemoryFigure } from './measures/memory.ts';
import { median } from './statistics.ts';

export interface Report {
  startedAt: string;
  commit: string;
  machine: Machine;
  amounts: { rounds: number };
  verdicts: Verdict[];
  turns: Turn[];
  memory: MemoryFigure[];
  /** Figures that are no turns, a line each. */
  remarks?: string[];
}

const RESULTS = fileURLToPath(new URL('results/', import.meta.url));

/** Writes the whole report as JSON and for readers as Markdown; answers where. */
export async function writeReport(report: Report, kind = ''): Promise<string> {
  await mkdir(RESULTS, { recursive: true });
  const file = path.join(RESULTS, `${report.startedAt.slice(0, 10)}-${report.commit}${kind}`);
  await writeFile(`${file}.json`, `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(`${file}.md`, toMarkdown(report));
  return `${file}.md`;
}

/** The table that the run ends with. */
export function verdictTable(verdicts: readonly Verdict[]): string[] {
  return table(['work', 'against', 'bar', 'measured', ''], verdicts.map(({ work, against, bar, measured, isMet }) => [work, against, bar, measured, isMet ? 'met' : 'MISSED']));
}

/** Medians of each measure and contender. */
export function figureTable(turns: readonly Turn[]): string[] {
  const groups = new Map<string, Turn[]>();
  for (const turn of turns) {
    const key = `${turn.measure}\n${turn.contender}`;
    groups.set(key, [...(groups.get(key) ?? []), turn]);
  }
  const rows = [...groups.values()].map((group) => {
    const middle = (figure: (turn: Turn) => number | undefined, digits = 0) => {
      const values = group.map(figure).filter((value) => value !== undefined);
      return values.length === 0 ? '–' : median(values).toFixed(digits);
    };
    return [
      group[0]?.measure ?? '', group[0]?.contender ?? '', middle((t) => t.perSecond), middle((t) => t.meanMs, 1), middle((t) => t.p50Ms, 1), middle((t) => t.p99Ms, 1),
      middle((t) => t.serverCpuMicros), middle((t) => t.postgresCpuMicros), middle((t) => t.loadCpuMicros), middle((t) => t.residentMegabytes),
    ];
  });
  return table(['measure', 'server', 'a second', 'mean ms', 'p50 ms', 'p99 ms', 'server CPU µs', 'PostgreSQL CPU µs', 'load CPU µs', 'resident MB'], rows);
}

function toMarkdown({ startedAt, commit, machine, amounts, verdicts, turns, memory, remarks = [] }: Report): string {
  const { versions, postgresSettings, ...hardware } = machine;
  return [
    `# Benchmark of ${startedAt.slice(0, 10)}, commit ${commit}`, '',
    'What is measured and how: `bench/README.md`.', '',
    ...verdictTable(verdicts), '',
    `Medians of ${amounts.rounds} alternating rounds; CPU is for each request, over all cores.`, '',
    ...figureTable(turns), '',
    ...(memory.length > 0 ? [...table(['server', 'resident MB after the run'], memory.map(({ contender, residentMegabytes }) => [contender, residentMegabytes.toFixed(0)])), ''] : []),
    ...remarks.map((remark) => `- ${remark}`), '',
    '## Each round', '',
    ...table(['measure', 'round', 'server', 'a second', 'mean ms', 'p99 ms'], turns.map((t) => [t.measure, String(t.round), t.contender, t.perSecond.toFixed(0), t.meanMs.toFixed(2), t.p99Ms.toFixed(2)])), '',
    '## Machine', '',
    ...Object.entries({ ...hardware, ...versions, ...postgresSettings }).map(([name, value]) => `- ${name}: ${value}`),
    '',
  ].join('\n');
}

/** Columns of equal width, readable in a terminal and valid Markdown. */
function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((cell, column) => Math.max(cell.length, 1, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
