import { escalationsFor, timingOf, type SlaPolicy } from './sla-policy';

const policy: SlaPolicy = {
  id: 'p1',
  priority: null,
  category: null,
  calendarId: null,
  targetSeconds: { first_response: 3_600, next_response: null, resolution: 86_400 },
  warnAtPercent: 75,
  escalations: [
    { on: 'warned', clock: null, acts: [{ act: 'add_tag', tag: 'hurry' }] },
    { on: 'breached', clock: 'first_response', acts: [{ act: 'reassign' }, { act: 'tell_team', team: 'leads' }] },
    { on: 'breached', clock: null, acts: [{ act: 'set_priority', priority: 'urgent' }] },
  ],
};
const notice = (what: 'warned' | 'breached', kind: 'first_response' | 'resolution') => ({ notice: what, kind, at: new Date(0), dueAt: null });

describe('a policy', () => {
  it('promises a time for each clock, and warns when a part of it is used up', () => {
    expect(timingOf(policy, 'first_response')).toMatchObject({ targetMs: 3_600_000, warnMs: 2_700_000 });
    expect(timingOf(policy, 'next_response')).toMatchObject({ targetMs: null, warnMs: null });
    expect(timingOf({ ...policy, warnAtPercent: null }, 'resolution')).toMatchObject({ targetMs: 86_400_000, warnMs: null });
    expect(timingOf(undefined, 'resolution')).toMatchObject({ targetMs: null, warnMs: null });
  });

  it('says what is done, of all that fits, in its order', () => {
    expect(escalationsFor(policy, notice('warned', 'resolution'))).toEqual([{ act: 'add_tag', tag: 'hurry' }]);
    expect(escalationsFor(policy, notice('breached', 'first_response')).map(({ act }) => act)).toEqual(['reassign', 'tell_team', 'set_priority']);
    expect(escalationsFor(policy, notice('breached', 'resolution')).map(({ act }) => act)).toEqual(['set_priority']);
  });
});
