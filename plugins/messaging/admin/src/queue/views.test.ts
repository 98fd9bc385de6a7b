import { queryOf } from './views';

describe('the queue', () => {
  const ask = (change: Partial<Parameters<typeof queryOf>[0]>) => queryOf({ view: 'all', search: '', order: 'newest', ...change });

  it('shows in each view what is not done yet, and everything under “all”', () => {
    expect(ask({ view: 'mine' })).toEqual({ order: 'newest', assigneeId: 'me', state: 'new,open,waiting_on_us,waiting_on_customer', snoozed: 'false' });
    expect(ask({ view: 'unassigned' })).toMatchObject({ assigneeId: 'none' });
    expect(ask({ view: 'breaching' })).toMatchObject({ sla: 'breaching' });
    expect(ask({})).toEqual({ order: 'newest' });
  });

  it('looks for a number where one is typed, else for words, and then also in what is done', () => {
    expect(ask({ search: ' #1042 ' })).toEqual({ order: 'newest', number: '#1042' });
    expect(ask({ view: 'mine', search: 'refund late' })).toEqual({ order: 'newest', assigneeId: 'me', text: 'refund late' });
  });
});
