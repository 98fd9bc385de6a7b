import { ALWAYS } from './business-hours';
import { isRunning, usedTime, type Clock } from './sla-clock';
import { afterMoment, type TicketMoment, type TicketPhase } from './ticket-clocks';

const MINUTE = 60_000;
const minute = (n: number) => new Date(n * MINUTE);
const timing = { hours: ALWAYS, targetMs: 60 * MINUTE, warnMs: 45 * MINUTE };

/** Tells a ticket's story, a step as "what phase minute", and gives its clocks as one reads them. */
function story(...steps: [what: TicketMoment['what'], phase: TicketPhase, minute: number][]) {
  let clocks: Clock[] = [];
  const notices: string[] = [];
  let last = 0;
  for (const [what, phase, at] of steps) {
    const change = afterMoment(clocks, { what, phase, at: minute(at) }, () => timing);
    clocks = change.clocks;
    notices.push(...change.notices.map(({ notice, kind }) => `${notice} ${kind}`));
    last = at;
  }
  const read = (clock: Clock) => `${clock.outcome ?? (isRunning(clock) ? 'running' : 'paused')} ${usedTime(clock, ALWAYS, minute(last)) / MINUTE}`;
  return { ...Object.fromEntries(clocks.map((clock) => [clock.kind, read(clock)])), notices };
}

describe('the clocks of a ticket', () => {
  it('begin when it is opened: for the first answer, and for the end', () => {
    expect(story(['opened', 'working', 0], ['opened', 'working', 5])).toEqual({ first_response: 'running 5', resolution: 'running 5', notices: [] });
  });

  it('wait while the customer is asked, and go on with their answer', () => {
    expect(story(['opened', 'working', 0], ['answered', 'waiting', 10], ['customer_replied', 'working', 40], ['changed', 'working', 50])).toEqual({
      first_response: 'met 10', resolution: 'running 20', next_response: 'running 10', notices: [],
    });
  });

  it('count the next answer from the first thing that was not answered, not from the last', () => {
    expect(story(['opened', 'working', 0], ['answered', 'waiting', 1], ['customer_replied', 'working', 10], ['customer_replied', 'working', 20], ['answered', 'waiting', 25])).toMatchObject({ next_response: 'met 15' });
  });

  it('start anew for each thing the customer says after an answer', () => {
    expect(story(['opened', 'working', 0], ['answered', 'waiting', 1], ['customer_replied', 'working', 10], ['answered', 'waiting', 15], ['customer_replied', 'working', 30], ['answered', 'waiting', 33])).toMatchObject({ next_response: 'met 3' });
  });

  it('owe the first answer even while somebody says that they wait for the customer', () => {
    expect(story(['opened', 'working', 0], ['changed', 'waiting', 10], ['changed', 'waiting', 70])).toEqual({
      first_response: 'running 70', resolution: 'paused 10', notices: ['warned first_response', 'breached first_response'],
    });
  });

  it('end with the resolution, that answers what was open', () => {
    expect(story(['opened', 'working', 0], ['changed', 'resolved', 30])).toEqual({ first_response: 'met 30', resolution: 'met 30', notices: [] });
  });

  it('go on where a resolution was none, without the time in between', () => {
    expect(story(['opened', 'working', 0], ['answered', 'resolved', 30], ['customer_replied', 'working', 500], ['changed', 'working', 510])).toEqual({
      first_response: 'met 30', resolution: 'running 40', next_response: 'running 10', notices: [],
    });
  });

  it('owe no answer to a customer who closed their ticket, and owe it again when they reopen it', () => {
    expect(story(['opened', 'working', 0], ['changed', 'closed', 5])).toMatchObject({ first_response: 'cancelled 5', resolution: 'met 5' });
    expect(story(['opened', 'working', 0], ['changed', 'closed', 5], ['customer_replied', 'working', 100], ['changed', 'working', 101])).toEqual({
      first_response: 'running 6', resolution: 'running 6', notices: [],
    });
  });

  it('promise nothing to spam, until it turns out to be none', () => {
    expect(story(['opened', 'working', 0], ['changed', 'gone', 5])).toMatchObject({ first_response: 'cancelled 5', resolution: 'cancelled 5' });
    expect(story(['opened', 'working', 0], ['changed', 'gone', 5], ['changed', 'working', 9], ['changed', 'working', 10])).toMatchObject({ first_response: 'running 6', resolution: 'running 6' });
  });

  it('tell nothing of spam, whenever it is found to be that', () => {
    expect(story(['opened', 'working', 0], ['changed', 'gone', 500])).toEqual({ first_response: 'cancelled 500', resolution: 'cancelled 500', notices: [] });
  });

  it('tell what came while nobody looked when they are looked at, once, in the order in which it came', () => {
    expect(story(['opened', 'working', 0], ['changed', 'working', 100], ['changed', 'working', 101]).notices).toEqual(['warned first_response', 'warned resolution', 'breached first_response', 'breached resolution']);
  });
});
