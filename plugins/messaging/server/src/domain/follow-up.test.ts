import { createBusinessHours } from './business-hours';
import { followUpAt, type FollowUpRule } from './follow-up';

const office = [{ from: '09:00', to: '17:00' }];
const hours = createBusinessHours({ timeZone: 'UTC', week: { monday: office, tuesday: office, wednesday: office }, holidays: [] });
const rule: FollowUpRule = {
  id: 'r1',
  priority: null,
  category: null,
  calendarId: 'c1',
  steps: [
    { afterSeconds: 8 * 3_600, act: 'remind', text: 'Are you still there?' },
    { afterSeconds: 4 * 3_600, act: 'resolve', text: null },
  ],
};
const monday = (time: string) => new Date(`2026-11-23T${time}:00Z`);

describe('a rule for customers who do not answer', () => {
  it('counts business hours since the question', () => {
    expect(followUpAt(rule, 0, monday('13:00'), hours)).toMatchObject({ step: 0, dueAt: new Date('2026-11-24T13:00:00Z') });
  });

  it('gives the whole time again after a step, however late that was', () => {
    expect(followUpAt(rule, 1, new Date('2026-11-25T16:00:00Z'), hours)?.dueAt).toEqual(new Date('2026-11-30T12:00:00Z'));
  });

  it('ends with its last step', () => {
    expect(followUpAt(rule, 2, monday('13:00'), hours)).toBeUndefined();
  });
});
