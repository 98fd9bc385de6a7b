import type { ApplicationState, Risk } from '../api/types';

/** What a reviewer chooses from; the order is that of the keys 1 to 6. */
export const VIEWS = ['review', 'mine', 'second', 'overdue', 'waiting', 'decided'] as const;
export type View = (typeof VIEWS)[number];
export const ORDERS = ['due', 'risk'] as const;
export type Order = (typeof ORDERS)[number];
export const RISKS: readonly Risk[] = ['high', 'standard', 'low'];

const isOneOf = <T extends string>(known: readonly T[], word: string | null): word is T => known.some((one) => one === word);

export interface QueueQuestion {
  view: View;
  order: Order;
  level: string | undefined;
  risk: Risk | undefined;
  /** Held by nobody now. */
  isFree: boolean;
  /** With a screening hit that nobody has settled. */
  hasHits: boolean;
}

/** A question lives in the address, so that it can be sent to somebody and survives the way back. */
export function questionOf(params: URLSearchParams): QueueQuestion {
  const [view, order, risk] = [params.get('view'), params.get('order'), params.get('risk')];
  return {
    view: isOneOf(VIEWS, view) ? view : 'review',
    order: isOneOf(ORDERS, order) ? order : 'due',
    level: params.get('level') ?? undefined,
    risk: isOneOf(RISKS, risk) ? risk : undefined,
    isFree: params.get('free') === 'true',
    hasHits: params.get('hits') === 'true',
  };
}

/** Where a view looks elsewhere than at what waits for a reviewer. */
const statesOf: Partial<Record<View, readonly ApplicationState[]>> = { second: ['second_review'], waiting: ['needs_resubmission'], decided: ['approved', 'rejected'] };

/** Whether somebody of the staff has to decide what a view shows. */
export const isWork = (view: View): boolean => view !== 'waiting' && view !== 'decided';

/** As the server takes it. What is decided is shown with the latest at the top. */
export function queryOf({ view, order, level, risk, isFree, hasHits }: QueueQuestion): Record<string, string | undefined> {
  return {
    state: statesOf[view]?.join(','),
    claimed: view === 'mine' ? 'mine' : isFree && isWork(view) ? 'free' : undefined,
    overdue: view === 'overdue' ? 'true' : undefined,
    openHits: hasHits ? 'true' : undefined,
    order: view === 'decided' ? 'newest' : order,
    level,
    risk,
  };
}
