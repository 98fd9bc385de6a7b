import fc from 'fast-check';
import { ASSIGNMENT_STRATEGIES, chooseAgent, type Agent } from './assignment';

const agent = (staffId: string, more: Partial<Agent> = {}): Agent => ({ staffId, team: null, capacity: 2, load: 0, lastAssignedAt: null, isAvailable: true, ...more });
const anyTeam = { team: null };

describe('a ticket', () => {
  it('goes to whoever has waited longest, round and round', () => {
    const agents = [agent('stf_a', { lastAssignedAt: new Date(2) }), agent('stf_b', { lastAssignedAt: new Date(1), load: 1 }), agent('stf_c')];
    expect(chooseAgent(agents, anyTeam, 'round_robin')).toBe('stf_c');
    expect(chooseAgent(agents.slice(0, 2), anyTeam, 'round_robin')).toBe('stf_b');
  });

  it('goes to whoever has the least of what they can take', () => {
    const agents = [agent('stf_a', { capacity: 2, load: 1 }), agent('stf_b', { capacity: 20, load: 9 }), agent('stf_c', { capacity: 3, load: 2 })];
    expect(chooseAgent(agents, anyTeam, 'least_loaded')).toBe('stf_b');
  });

  it('of two who have as little goes to who has waited longer', () => {
    const agents = [agent('stf_a', { lastAssignedAt: new Date(2) }), agent('stf_b', { lastAssignedAt: new Date(1) })];
    expect(chooseAgent(agents, anyTeam, 'least_loaded')).toBe('stf_b');
  });

  it('of a team goes to that team', () => {
    const agents = [agent('stf_a'), agent('stf_b', { team: 'cards' }), agent('stf_c', { team: 'payments', load: 1 })];
    expect(chooseAgent(agents, { team: 'payments' }, 'least_loaded')).toBe('stf_c');
    expect(chooseAgent(agents, { team: 'loans' }, 'least_loaded')).toBeUndefined();
  });

  it('that is taken away from somebody goes to somebody else', () => {
    expect(chooseAgent([agent('stf_a')], { team: null, except: 'stf_a' }, 'round_robin')).toBeUndefined();
  });

  it('waits where nobody has room, or it is done by hand', () => {
    expect(chooseAgent([agent('stf_a', { load: 2 }), agent('stf_b', { isAvailable: false })], anyTeam, 'round_robin')).toBeUndefined();
    expect(chooseAgent([agent('stf_a')], anyTeam, 'manual')).toBeUndefined();
  });

  it('never goes to anybody who is full, away, or of another team, and never waits while somebody could take it', () => {
    const agents = fc.uniqueArray(
      fc.record({
        staffId: fc.constantFrom('stf_a', 'stf_b', 'stf_c', 'stf_d'),
        team: fc.constantFrom(null, 'cards', 'loans'),
        capacity: fc.nat(3),
        load: fc.nat(4),
        lastAssignedAt: fc.option(fc.date({ noInvalidDate: true })),
        isAvailable: fc.boolean(),
      }),
      { selector: ({ staffId }) => staffId },
    );
    fc.assert(
      fc.property(agents, fc.constantFrom(null, 'cards'), fc.constantFrom(...ASSIGNMENT_STRATEGIES), (all, team, strategy) => {
        const able = all.filter((one) => one.isAvailable && one.load < one.capacity && (team === null || one.team === team)).map(({ staffId }) => staffId);
        const chosen = chooseAgent(all, { team }, strategy);
        if (strategy === 'manual' || able.length === 0) expect(chosen).toBeUndefined();
        else expect(able).toContain(chosen);
      }),
    );
  });
});
