import { declarationOf, type EventType } from './catalogue';

/** An event as its readers get it. */
export interface DomainEvent<T extends EventType = EventType> {
  /** The same at every delivery: what a reader keeps to notice a repeat. */
  id: string;
  type: T;
  aggregateId: string;
  payload: MangroveEvents[T];
  occurredAt: string;
  actor: string;
  requestId: string | null;
}

/**
 * Reads one event, at least once, after its transaction has committed. What throws is tried again with growing pauses
 * and ends in the dead letters, where staff can look at it and run it again.
 */
export type EventHandler<T extends EventType> = (event: DomainEvent<T>) => Promise<void>;

export interface SubscriptionOptions {
  /** Tells several readers of one event apart. Never change it once released: it names the queue. */
  name?: string;
  /** Hands the events of one aggregate over one after another, in the order in which they happened. */
  ordered?: boolean;
}

export interface Subscription {
  type: EventType;
  queue: string;
  isOrdered: boolean;
  handler: EventHandler<EventType>;
}

/** The readers of events. Filled while plugins and recipes register; frozen once the queues exist. */
export class Subscriptions {
  private readonly byQueue = new Map<string, Subscription>();
  private isFrozen = false;

  /** @throws Error when two readers share a name, and when the server has started: nobody would hand it an event. */
  on<T extends EventType>(type: T, handler: EventHandler<T>, options: SubscriptionOptions = {}): void {
    declarationOf(type);
    if (this.isFrozen) throw new Error(`A reader of "${type}" is declared too late: declare it in register().`);
    const queue = `event.${type}.${options.name ?? 'default'}`;
    if (this.byQueue.has(queue)) throw new Error(`Two readers of "${type}" share the name "${options.name ?? 'default'}": name each.`);
    this.byQueue.set(queue, {
      type,
      queue,
      isOrdered: options.ordered ?? false,
      handler: handler as unknown as EventHandler<EventType>,
    });
  }

  freeze(): void {
    this.isFrozen = true;
  }

  all(): Subscription[] {
    return [...this.byQueue.values()];
  }

  of(type: string): Subscription[] {
    return this.all().filter((subscription) => subscription.type === type);
  }
}

