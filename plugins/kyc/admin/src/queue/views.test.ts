import { queryOf, questionOf } from './views';

describe('the queue of reviews', () => {
  const ask = (address: string) => {
    const query = queryOf(questionOf(new URLSearchParams(address)));
    return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
  };

  it('shows what waits for a reviewer, what is due first at the top', () => {
    expect(ask('')).toEqual({ order: 'due' });
    expect(ask('view=mine&order=risk')).toEqual({ claimed: 'mine', order: 'risk' });
    expect(ask('view=second&free=true')).toEqual({ state: 'second_review', claimed: 'free', order: 'due' });
    expect(ask('view=overdue&risk=high&level=tier-2')).toEqual({ overdue: 'true', risk: 'high', level: 'tier-2', order: 'due' });
  });

  it('shows what is decided with the latest at the top, whoever held it', () => {
    expect(ask('view=decided&free=true&order=risk')).toEqual({ state: 'approved,rejected', order: 'newest' });
  });

  it('is not misled by an address that somebody made up', () => {
    expect(ask('view=nonsense&order=name&risk=extreme')).toEqual({ order: 'due' });
  });
});
