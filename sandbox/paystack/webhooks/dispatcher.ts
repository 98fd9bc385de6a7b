import type { Clock } from '../clock.ts';
import { isAccepted, recordAttempt, type Attempt, type Deliveries, type Delivery } from './delivery.ts';
import { nextDueAt } from './schedule.ts';
import type { Sender } from './sender.ts';

/** Sends what is due, when it is due on the sandbox's clock, and repeats what was not answered with 200. */
export interface Dispatcher {
  /** Lets a delivery go at its `dueAt`, at once where that has passed. */
  start(delivery: Delivery): void;
  /** The scheduled attempt, now; resolves once it has ended. */
  run(delivery: Delivery): Promise<void>;
  /** Sends one more time, outside the schedule, and answers how it went. */
  resend(delivery: Delivery, via: Sender): Promise<Attempt>;
  forget(delivery: Delivery): void;
  /** Moves the clock to `ms`, stopping on the way where something is due; every attempt due until then has ended. */
  advanceTo(ms: number): Promise<void>;
  /** To be called after the clock was changed: waiting deliveries get new timers. */
  rearm(): void;
  /** Resolves once nothing is being sent. Retries of the future do not count. */
  idle(): Promise<void>;
  /** Breaks off what is being sent; nobody waits for a receiver that does not answer. */
  cut(): Promise<void>;
  close(): Promise<void>;
}

/** Timers of Node overflow above 2³¹ ms; the timer is then simply set again. */
const MAX_TIMER_MS = 2_000_000_000;
/** While the clock is moved, what is due within one second goes out together: thousands of retries do not queue up. */
const STEP_MS = 1_000;

export function createDispatcher(
  { clock, deliveries, sender, changed }: { clock: Clock; deliveries: Deliveries; sender: Sender; changed: () => void },
): Dispatcher {
  const timers = new Map<Delivery, NodeJS.Timeout>();
  const underWay = new Set<Promise<unknown>>();
  /** Deliveries whose scheduled attempt is under way: these are not started a second time. */
  const inSchedule = new Set<Delivery>();
  let isClosing = false;
  let isAdvancing = false;

  function track<T>(work: Promise<T>): Promise<T> {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    return tracked;
  }

  const disarm = (delivery: Delivery) => {
    clearTimeout(timers.get(delivery));
    timers.delete(delivery);
  };

  async function send(delivery: Delivery, via: Sender): Promise<Attempt> {
    const attempt = { at: clock.now(), ...(await via.send(delivery)) };
    // Cut off by our own end: not an attempt. The delivery stays due, and the next run sends it again.
    if (isClosing) return attempt;
    recordAttempt(delivery, attempt);
    if (delivery.state !== 'pending') disarm(delivery);
    changed();
    return attempt;
  }

  async function runScheduled(delivery: Delivery) {
    const attempt = await send(delivery, sender);
    inSchedule.delete(delivery);
    if (isClosing || isAccepted(attempt) || delivery.state !== 'pending') return;
    delivery.scheduledAttempts += 1;
    const due = nextDueAt(delivery.domain, delivery.firstDueAt, delivery.dueAt, delivery.scheduledAttempts);
    if (due === null) delivery.state = 'exhausted';
    else delivery.dueAt = due;
    start(delivery);
  }

  function run(delivery: Delivery): Promise<void> {
    disarm(delivery);
    inSchedule.add(delivery);
    return track(runScheduled(delivery));
  }

  function start(delivery: Delivery): void {
    if (isClosing || delivery.state !== 'pending' || inSchedule.has(delivery)) return;
    // Forgotten while it was being sent: its retries are forgotten, too.
    if (deliveries.by('id', delivery.id) !== delivery) return;
    disarm(delivery);
    const waitMs = delivery.dueAt - clock.now();
    if (waitMs <= 0) void run(delivery);
    else if (!isAdvancing && !clock.isFrozen()) {
      timers.set(delivery, setTimeout(() => start(delivery), Math.min(waitMs, MAX_TIMER_MS)));
    }
  }

  const waiting = () => [...deliveries.values()].filter((one) => one.state === 'pending' && !inSchedule.has(one));

  const rearm = () => waiting().forEach(start);

  async function idle() {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  function cut() {
    sender.close();
    return idle();
  }

  async function advanceTo(ms: number) {
    isAdvancing = true;
    try {
      waiting().forEach(disarm);
      for (;;) {
        await idle();
        const due = waiting().reduce((earliest, one) => Math.min(earliest, one.dueAt), Infinity);
        if (due > ms || isClosing) break;
        clock.freezeAt(Math.min(ms, Math.max(due + STEP_MS, clock.now())));
        rearm();
      }
      clock.freezeAt(ms);
    } finally {
      isAdvancing = false;
    }
  }

  return {
    start, run, rearm, idle, advanceTo,
    resend: (delivery, via) => track(send(delivery, via)),
    forget: disarm,
    cut,
    close() {
      isClosing = true;
      for (const timer of timers.values()) clearTimeout(timer);
      return cut();
    },
  };
}
