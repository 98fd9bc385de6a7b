import { useShortcuts } from '../../../../kernel/admin/src/keyboard/use-shortcuts';
import { VIEWS, type View } from './views';

/** The links to the cases that are shown, from the top. */
const links = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-case]')];

/** Goes through the list by moving the focus, so that Enter opens what one is at, and a screen reader says where that is. */
function step(by: 1 | -1): void {
  const all = links();
  const at = all.findIndex((link) => link === document.activeElement);
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

interface Keys {
  onView(view: View): void;
  onNext(): void;
  onHelp(): void;
}

export function useQueueKeys({ onView, onNext, onHelp }: Keys): void {
  useShortcuts({
    '?': onHelp,
    j: () => step(1),
    k: () => step(-1),
    n: onNext,
    '/': () => document.querySelector<HTMLElement>('[data-queue="search"] input')?.focus(),
    ...Object.fromEntries(VIEWS.map((view, place) => [String(place + 1), () => onView(view)])),
  });
}
