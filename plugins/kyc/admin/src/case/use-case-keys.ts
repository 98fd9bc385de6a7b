import { useNavigate } from 'react-router-dom';
import { useShortcuts } from '../../../../kernel/admin/src/keyboard/use-shortcuts';
import type { Outcome } from '../api/types';
import { queuePath } from '../layout/paths';
import type { Judging } from '../viewer/use-judge';
import type { Viewer } from '../viewer/use-viewer';
import { fitted, turned, zoomedIn, zoomedOut } from '../viewer/view';

interface Keys {
  viewer: Viewer;
  judging: Judging;
  /** The question of the queue, for the way back. */
  search: string;
  canDecide: boolean;
  canJudge: boolean;
  mayTake: boolean;
  onTake(): void;
  onOpen(what: Outcome | 'refuse' | 'help'): void;
  onNext(): void;
}

/** All of a case by the keyboard. What is not allowed has no key. */
export function useCaseKeys({ viewer, judging, search, canDecide, canJudge, mayTake, onTake, onOpen, onNext }: Keys): void {
  const navigate = useNavigate();
  const { current, onView } = viewer;
  useShortcuts({
    '?': () => onOpen('help'),
    n: onNext,
    u: () => navigate({ pathname: queuePath, search }),
    '[': () => viewer.step(-1),
    ']': () => viewer.step(1),
    p: viewer.compare,
    r: () => onView((view) => turned(view, 1)),
    R: () => onView((view) => turned(view, -1)),
    i: () => onView((view) => ({ ...view, isInverted: !view.isInverted })),
    '+': () => onView(zoomedIn),
    '=': () => onView(zoomedIn),
    '-': () => onView(zoomedOut),
    0: () => onView(fitted),
    ...(mayTake ? { t: onTake } : {}),
    ...(canJudge && current ? { y: () => void judging.judge(current, { state: 'accepted' }), x: () => onOpen('refuse') } : {}),
    ...(canDecide ? { a: () => onOpen('approve'), c: () => onOpen('resubmit'), d: () => onOpen('reject') } : {}),
  });
}
