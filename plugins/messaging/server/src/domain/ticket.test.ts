import { afterAnswer, afterCustomersMessage, CUSTOMERS_STATES, customersStateOf, isSettled, MOVABLE_STATES, ticketMachine } from './ticket';

describe('a ticket', () => {
  it('that was merged stays merged, and spam comes back to somebody’s desk alone', () => {
    expect(ticketMachine.isFinal('merged')).toBe(true);
    expect(ticketMachine.transitions.spam).toEqual(['open']);
  });

  it('never becomes new again', () => {
    expect(ticketMachine.sourcesOf('new')).toEqual([]);
  });

  it('waits for us after its customer has written, where it waited for them or was done', () => {
    expect(afterCustomersMessage('waiting_on_customer', false)).toBe('waiting_on_us');
    expect(afterCustomersMessage('resolved', true)).toBe('waiting_on_us');
    expect(afterCustomersMessage('closed', true)).toBe('waiting_on_us');
  });

  it('that was done is not opened again once the time for it is over', () => {
    expect(afterCustomersMessage('resolved', false)).toBeUndefined();
    expect(afterCustomersMessage('closed', false)).toBeUndefined();
  });

  it('that nobody has answered yet stays where it is when its customer writes more', () => {
    expect(['new', 'open', 'waiting_on_us'].map((state) => afterCustomersMessage(state as 'new', false))).toEqual(['new', 'open', 'waiting_on_us']);
  });

  it('takes no message of anybody once it is merged, and no answer once it is spam', () => {
    for (const state of ['merged', 'spam'] as const) expect(afterAnswer(state)).toBeUndefined();
    expect(afterCustomersMessage('merged', true)).toBeUndefined();
  });

  it('waits for its customer after an answer, but a word after it was resolved leaves it so', () => {
    expect(['new', 'open', 'waiting_on_us', 'waiting_on_customer'].map((state) => afterAnswer(state as 'new'))).toEqual(Array(4).fill('waiting_on_customer'));
    expect(afterAnswer('resolved')).toBe('resolved');
  });

  it('goes, by every rule above, only where the machine leads', () => {
    const isAllowed = (from: (typeof ticketMachine.states)[number], to: (typeof ticketMachine.states)[number] | undefined) => to === undefined || to === from || ticketMachine.can(from, to);
    expect(ticketMachine.states.filter((state) => !isAllowed(state, afterAnswer(state)))).toEqual([]);
    expect(CUSTOMERS_STATES.filter((state) => ![afterCustomersMessage(state, true), afterCustomersMessage(state, false)].every((to) => isAllowed(state, to)))).toEqual([]);
  });

  it('that is spam looks closed to who wrote it, or as what a closed one has become since', () => {
    expect(customersStateOf({ state: 'spam', shownState: null })).toBe('closed');
    expect(customersStateOf({ state: 'spam', shownState: 'waiting_on_us' })).toBe('waiting_on_us');
    expect(CUSTOMERS_STATES.map((state) => customersStateOf({ state, shownState: null }))).toEqual(CUSTOMERS_STATES);
  });

  it('can be moved by hand into each of these states from somewhere', () => {
    expect(MOVABLE_STATES.filter((state) => ticketMachine.sourcesOf(state).length === 0)).toEqual([]);
    expect(ticketMachine.states.filter(isSettled)).toEqual(['resolved', 'closed', 'merged', 'spam']);
  });
});
