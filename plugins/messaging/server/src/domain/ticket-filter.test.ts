import { mostSpecific } from './ticket-filter';

const rule = (name: string, category: string | null, priority: string | null) => ({ name, category, priority });
const rules = [rule('any', null, null), rule('urgent', null, 'urgent'), rule('payments', 'payments', null), rule('urgent payments', 'payments', 'urgent')];
const chosen = (ticket: { category: string | null; priority: string }, from = rules) => mostSpecific(from, ticket)?.name;

describe('of several rules for tickets', () => {
  it.each([
    ['payments', 'urgent', 'urgent payments'],
    ['payments', 'low', 'payments'],
    ['cards', 'urgent', 'urgent'],
    ['cards', 'low', 'any'],
    [null, 'urgent', 'urgent'],
  ])('for %s/%s that counts which says most: %s', (category, priority, name) => {
    expect(chosen({ category, priority })).toBe(name);
    expect(chosen({ category, priority }, [...rules].reverse())).toBe(name);
  });

  it('a category says more than a priority', () => {
    expect(chosen({ category: 'payments', priority: 'urgent' }, rules.slice(0, 3))).toBe('payments');
  });

  it('none counts for a ticket that none fits', () => {
    expect(chosen({ category: 'cards', priority: 'low' }, rules.slice(1))).toBeUndefined();
  });
});
