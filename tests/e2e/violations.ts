import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { eventually } from '../support/index.ts';

/** What we render: the page, and what opens above it. The panel around it is Strapi's. */
const OURS = ['main', '[role=dialog]', '[role=alertdialog]'];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

interface Found {
  id: string;
  nodes: { target: string[]; html: string; failureSummary: string }[];
}

/** What keeps somebody from using the page as it is now, in a line each. */
export async function violations(page: Page): Promise<string[]> {
  // What fades in is faint until it is there; what turns for ever is no such thing.
  await eventually(() => page.evaluate<boolean>(`document.getAnimations().every(({ effect, playState }) => playState !== 'running' || effect?.getComputedTiming().iterations === Infinity)`));
  await page.evaluate(axe.source);
  const found = await page.evaluate<Found[]>(
    `axe.run({ include: ${JSON.stringify(OURS)}.filter((part) => document.querySelector(part)).map((part) => [part]) }, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, html, failureSummary }) => `${id} at ${target.join(' ')}: ${html.slice(0, 160)} ${failureSummary}`));
}
