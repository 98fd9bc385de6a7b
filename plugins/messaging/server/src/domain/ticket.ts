import { defineMachine } from '#kernel';

export type TicketState = 'new' | 'open' | 'waiting_on_customer' | 'waiting_on_us' | 'resolved' | 'closed' | 'merged' | 'spam';

/**
 * `new`: nobody has looked at it yet. `open`: somebody works on it. `waiting_on_customer`: we have answered and hear nothing
 * more. `waiting_on_us`: the customer has said something since. `resolved`: we believe that it is done, `closed`: it is;
 * until some days later the customer may open either again, and nobody else does. `merged`: another ticket goes on with it.
 */
export const ticketMachine = defineMachine<TicketState>('ticket', 'new', {
  new: ['open', 'waiting_on_customer', 'waiting_on_us', 'resolved', 'closed', 'merged', 'spam'],
  open: ['waiting_on_customer', 'waiting_on_us', 'resolved', 'closed', 'merged', 'spam'],
  waiting_on_customer: ['open', 'waiting_on_us', 'resolved', 'closed', 'merged', 'spam'],
  waiting_on_us: ['open', 'waiting_on_customer', 'resolved', 'closed', 'merged', 'spam'],
  resolved: ['open', 'waiting_on_us', 'closed', 'merged', 'spam'],
  closed: ['open', 'waiting_on_us'],
  merged: [],
  spam: ['open'],
});

/** In these nobody waits for anything. */
export const isSettled = (state: TicketState): boolean => state === 'resolved' || state === 'closed' || state === 'merged' || state === 'spam';

/** In which state a ticket is after its customer has written, as they see it; `undefined` where they cannot write in it any more. */
export function afterCustomersMessage(state: CustomersState, mayReopen: boolean): CustomersState | undefined {
  switch (state) {
    case 'new':
    case 'open':
    case 'waiting_on_us':
      return state;
    case 'waiting_on_customer':
      return 'waiting_on_us';
    case 'resolved':
    case 'closed':
      return mayReopen ? 'waiting_on_us' : undefined;
    case 'merged':
      return undefined;
  }
}

/** The same after one of the staff has answered. A word after it was resolved does not open it again. */
export function afterAnswer(state: TicketState): TicketState | undefined {
  switch (state) {
    case 'new':
    case 'open':
    case 'waiting_on_us':
    case 'waiting_on_customer':
      return 'waiting_on_customer';
    case 'resolved':
      return 'resolved';
    case 'closed':
    case 'merged':
    case 'spam':
      return undefined;
  }
}

/** What the customer is told: that we take them for a spammer is our own affair. */
export type CustomersState = Exclude<TicketState, 'spam'>;
/**
 * What is spam looks to its customer as if it had been closed, and goes on for them as any closed ticket does: whoever could
 * tell the two apart would know how to come through.
 * `shownState` is where it has come to for them.
 */
export const customersStateOf = ({ state, shownState }: { state: TicketState; shownState: CustomersState | null }): CustomersState =>
  state === 'spam' ? (shownState ?? 'closed') : state;
export const CUSTOMERS_STATES = ['new', 'open', 'waiting_on_customer', 'waiting_on_us', 'resolved', 'closed', 'merged'] as const satisfies readonly CustomersState[];

/** Where staff move a ticket by hand; the other states follow from what happens. */
export const MOVABLE_STATES = ['open', 'waiting_on_customer', 'waiting_on_us', 'resolved', 'closed', 'spam'] as const satisfies readonly TicketState[];
export type MovableState = (typeof MOVABLE_STATES)[number];

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** How a ticket came to us. */
export const CHANNELS = ['api', 'email', 'chat'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What a ticket is about, e.g. `{ type: 'payment', id: 'pay_…' }`. */
export interface Subject {
  type: string;
  id: string;
}

export const MOST_TAGS = 20;
