import { defineMachine } from './state-machine';

type Tide = 'low' | 'rising' | 'high' | 'frozen';
const tide = defineMachine<Tide>('tide', 'low', { low: ['rising', 'frozen'], rising: ['high'], high: ['low'], frozen: [] });

describe('a state machine', () => {
  it('takes declared steps and refuses others with a conflict that names them', () => {
    expect(tide.can('low', 'rising')).toBe(true);
    expect(() => tide.assert('low', 'rising')).not.toThrow();
    expect(() => tide.assert('low', 'high')).toThrow(expect.objectContaining({ code: 'KERNEL_ILLEGAL_TRANSITION', status: 409, message: 'A tide that is "low" cannot become "high".' }));
  });

  it('does not take a step from a state to itself unless declared, nor from one that it does not know', () => {
    expect(tide.can('low', 'low')).toBe(false);
    expect(tide.can('boiling' as Tide, 'low')).toBe(false);
  });

  it('knows where a state can be reached from, and where it ends', () => {
    expect(tide.sourcesOf('low')).toEqual(['high']);
    expect(tide.isFinal('frozen')).toBe(true);
    expect(tide.isFinal('low')).toBe(false);
  });

  it('does not load with an unknown, unreachable or missing initial state', () => {
    expect(() => defineMachine<string>('m', 'a', { a: ['b'] })).toThrow('to the unknown state "b"');
    expect(() => defineMachine<string>('m', 'a', { a: [], b: ['a'] })).toThrow('never reaches: b');
    expect(() => defineMachine<string>('m', 'z', { a: [] })).toThrow('starts in the unknown state "z"');
  });
});
