import fc from 'fast-check';
import { createBusinessHours, ALWAYS } from './business-hours';
import { endClock, look, pauseClock, resumeClock, startClock, usedTime, type Clock, type ClockChange, type Timing } from './sla-clock';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const office = [{ from: '09:00', to: '17:00' }];
const hours = createBusinessHours({ timeZone: 'Africa/Lagos', week: { monday: office, tuesday: office, wednesday: office, thursday: office, friday: office }, holidays: [{ date: '2026-11-24', name: 'Founders’ day' }] });
const fourHours: Timing = { hours, targetMs: 4 * HOUR, warnMs: 3 * HOUR };
/** Lagos is an hour ahead of UTC: work begins at 08:00Z. */
const monday = (time: string) => new Date(`2026-11-23T${time}:00Z`);
const wednesday = (time: string) => new Date(`2026-11-25T${time}:00Z`);
const told = ({ notices }: ClockChange) => notices.map(({ notice, at }) => `${notice} ${at.toISOString().slice(0, 16)}`);
const start = (at: Date, timing = fourHours): Clock => startClock('resolution', timing, at).clock;

describe('a clock', () => {
  it('is due in business hours, over the night and a holiday', () => {
    expect(start(monday('14:00'))).toMatchObject({ dueAt: wednesday('10:00'), warnAt: wednesday('09:00') });
  });

  it('is warned of and then breached, each once', () => {
    const clock = start(monday('08:00'));
    const before = look(clock, fourHours, monday('10:59'));
    const warned = look(before.clock, fourHours, monday('11:00'));
    const again = look(warned.clock, fourHours, monday('11:30'));
    const breached = look(again.clock, fourHours, monday('12:00'));
    const later = look(breached.clock, fourHours, wednesday('12:00'));
    expect([before, warned, again, breached, later].map(told)).toEqual([[], ['warned 2026-11-23T11:00'], [], ['breached 2026-11-23T12:00'], []]);
  });

  it('tells late, and in order, what nobody could look at', () => {
    const late = look(start(monday('08:00')), fourHours, wednesday('16:00'));
    expect(told(late)).toEqual(['warned 2026-11-23T11:00', 'breached 2026-11-23T12:00']);
    expect(late.clock.breachedAt).toEqual(monday('12:00'));
  });

  it('stands still while it is paused, and has the rest when it goes on', () => {
    const paused = pauseClock(start(monday('08:00')), fourHours, monday('10:00')).clock;
    expect(paused).toMatchObject({ dueAt: null, warnAt: null });
    expect(look(paused, fourHours, wednesday('16:00')).notices).toEqual([]);
    const resumed = resumeClock(paused, fourHours, wednesday('15:00'));
    expect(resumed.clock.dueAt).toEqual(new Date('2026-11-26T09:00:00Z'));
    expect(usedTime(resumed.clock, hours, wednesday('15:30'))).toBe(2.5 * HOUR);
  });

  it('was breached before it was paused, even if nobody looked in between', () => {
    expect(told(pauseClock(start(monday('08:00')), fourHours, monday('13:00')))).toContain('breached 2026-11-23T12:00');
  });

  it.each([
    ['in time', monday('11:59'), 'done', 'met', null],
    ['at the very moment', monday('12:00'), 'done', 'breached', monday('12:00')],
    ['too late', wednesday('08:00'), 'done', 'breached', monday('12:00')],
    ['with nobody waiting', monday('10:00'), 'cancelled', 'cancelled', null],
  ] as const)('ends %s', (_how, at, why, outcome, breachedAt) => {
    expect(endClock(start(monday('08:00')), fourHours, at, why).clock).toMatchObject({ outcome, breachedAt, endedAt: at });
  });

  it('whose end was none goes on with what is left', () => {
    const ended = endClock(start(monday('08:00')), fourHours, monday('11:00'), 'done').clock;
    expect(resumeClock(ended, fourHours, wednesday('08:00')).clock).toMatchObject({ outcome: null, endedAt: null, dueAt: wednesday('09:00') });
  });

  it('that is given more time takes its breach back, and can be breached again', () => {
    const breached = look(start(monday('08:00')), fourHours, monday('13:00')).clock;
    const more: Timing = { hours, targetMs: 7 * HOUR, warnMs: 6 * HOUR };
    const relieved = look(breached, more, monday('13:00'));
    expect(relieved.clock).toMatchObject({ breachedAt: null, warnedAt: null, dueAt: monday('15:00') });
    expect(told(look(relieved.clock, more, monday('15:00')))).toEqual(['warned 2026-11-23T14:00', 'breached 2026-11-23T15:00']);
  });

  it('that is given less time is breached at once, as of when it would have been', () => {
    const less: Timing = { hours, targetMs: HOUR, warnMs: null };
    expect(told(look(start(monday('08:00')), less, monday('11:30')))).toEqual(['breached 2026-11-23T09:00']);
  });

  it('without a target measures, and is never due', () => {
    const ended = endClock(start(monday('08:00'), { hours, targetMs: null, warnMs: null }), { hours, targetMs: null, warnMs: null }, wednesday('09:00'), 'done').clock;
    expect(ended).toMatchObject({ outcome: 'met', dueAt: null });
    expect(usedTime(ended, hours, wednesday('16:00'))).toBe(9 * HOUR);
  });
});

describe('any story of pauses and looks', () => {
  const acts = fc.array(fc.record({ act: fc.constantFrom('pause', 'resume', 'look'), after: fc.integer({ min: 0, max: 3 * HOUR }) }), { maxLength: 12 });

  it('breaches exactly once, exactly when the time that ran comes to the target', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 2, max: 6 * HOUR }), (story, targetMs) => {
        const timing: Timing = { hours: ALWAYS, targetMs, warnMs: Math.floor(targetMs / 2) };
        let at = 0;
        let used = 0;
        let runs = true;
        let expected: number | undefined;
        let { clock } = startClock('resolution', timing, new Date(0));
        const heard: string[] = [];
        for (const { act, after } of story) {
          if (runs && expected === undefined && used + after >= targetMs) expected = at + targetMs - used;
          at += after;
          if (runs) used += after;
          if (act !== 'look') runs = act === 'resume';
          const change = { pause: pauseClock, resume: resumeClock, look }[act as 'look'](clock, timing, new Date(at));
          clock = change.clock;
          heard.push(...change.notices.map(({ notice }) => notice));
        }
        expect(clock.breachedAt?.getTime()).toBe(expected);
        expect(usedTime(clock, ALWAYS, new Date(at))).toBe(used);
        expect(heard).toEqual([...(clock.warnedAt ? ['warned'] : []), ...(clock.breachedAt ? ['breached'] : [])]);
      }),
    );
  });
});
