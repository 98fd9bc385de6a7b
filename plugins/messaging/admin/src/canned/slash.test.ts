import { fits, replaced, slashBefore } from './slash';

/** `|` stands for the caret. */
const at = (marked: string) => slashBefore(marked.replace('|', ''), marked.indexOf('|'));

describe('a slash for canned replies', () => {
  it.each([
    ['/|', 0, ''],
    ['/ref|', 0, 'ref'],
    ['Good morning /ref|', 13, 'ref'],
    ['Good morning\n/re|fund', 13, 're'],
    ['Dear Ada, /kyc-missing|', 10, 'kyc-missing'],
    [`${'x '.repeat(100)}/été|`, 200, 'été'],
  ])('is one at the beginning of a word: %j', (marked, from, search) => {
    expect(at(marked)).toEqual({ from, to: from + 1 + search.length, search });
  });

  it.each(['|', 'ref|', 'and/or|', 'https://|', 'https://example.com/ref|', '/ref |', '/ref und|', '//|', 'a|/ref', `/${'x'.repeat(41)}|`])('is nothing else: %j', (marked) => {
    expect(at(marked)).toBeUndefined();
  });

  it('gives way to what was chosen', () => {
    expect(replaced('Hi /ref, bye', { from: 3, to: 7, search: 'ref' }, 7, 'It is on its way')).toEqual({ text: 'Hi It is on its way, bye', caret: 19 });
  });

  it('and where somebody has gone on typing meanwhile, nothing is overwritten', () => {
    expect(replaced('Hi /refund', { from: 3, to: 7, search: 'rex' }, 10, '!')).toEqual({ text: 'Hi /refund!', caret: 11 });
  });

  it('finds by a part of the shortcut or the title', () => {
    const reply = { shortcut: 'refund-sent', title: 'Unterwegs: Rückzahlung' };
    expect(['', 'ref', 'SENT', 'rück', 'kyc'].map((search) => fits(reply, search))).toEqual([true, true, true, true, false]);
  });
});
