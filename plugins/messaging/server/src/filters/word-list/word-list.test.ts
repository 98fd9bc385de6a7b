import { describeWordFilter } from '../conformance';
import { wordList } from './index';

/** Words of no meaning, that an innocent one holds or nearly is. */
const filter = wordList({ mask: ['crud', 'muck', 'gash', 'bot', 'dung heap', 'ключ'], refuse: ['blast', 'mass'] });
const said = (text: string) => filter.check(text) as { verdict: string; text?: string };

describeWordFilter('word-list', { filter, innocent: 'The launch is at nine.', masked: 'What muck.', refused: 'Blast it!' });

describe('the list of words', () => {
  it.each([
    ['case', 'MuCk', '****'],
    ['accents', 'mück', '****'],
    ['accents of their own', 'mu\u0308ck', '*****'],
    ['signs that look alike', '(rud', '****'],
    ['digits', 'cru0 b0t', 'cru0 ***'],
    ['letters of another script', 'muсk', '****'],
    ['letters of another width', 'ｍｕｃｋ', '****'],
    ['mathematical letters', '𝐦𝐮𝐜𝐤', '****'],
    ['what is not seen', 'mu\u200Bck', '*****'],
    ['signs between its letters', 'm.u-c_k', '*******'],
    ['a sign in the middle', 'mu*ck', '*****'],
    ['spaces between its letters', 'm u c k', '* * * *'],
    ['more of a letter', 'muuuuuck', '********'],
    ['a phrase', 'a dung-heap', 'a *********'],
    ['a word of another script', 'Ключ', '****'],
    ['a sign of the end', 'What muck!', 'What ****!'],
  ])('covers a word that is disguised by %s', (_how, text, covered) => {
    expect(said(text)).toEqual({ verdict: 'mask', text: covered });
  });

  it.each([
    'muckraker', 'a crudely drawn map', 'gashes', 'boot and robot', 'massive, amass, classic', 'blasted', 'Scunthorpe', 'dung, heaps',
    'mu ck', 'b ot', 'if m u c know', 'ключи', '80+ at 8:07', '$80 + 7', 'a.b.c. of it', 'm.u.', '',
  ])('leaves what only holds or resembles one: %s', (text) => {
    expect(said(text)).toEqual({ verdict: 'pass' });
  });

  it('refuses rather than covers', () => {
    expect(said('such muck, blaaast it')).toEqual({ verdict: 'refuse' });
    expect(said('m a s s')).toEqual({ verdict: 'refuse' });
    expect(said('mas s')).toEqual({ verdict: 'pass' });
  });

  it('covers every one, and leaves the rest to the letter', () => {
    expect(said('É muck ﬁne\n\tcrud—мир 👍 MUCK')).toEqual({ verdict: 'mask', text: 'É **** ﬁne\n\t****—мир 👍 ****' });
  });

  it('finds nothing where it is given nothing', () => {
    expect(wordList({}).check('muck')).toEqual({ verdict: 'pass' });
    expect(wordList({ mask: ['', ' '] }).check('a  b')).toEqual({ verdict: 'pass' });
  });

  it.each(['1', '!', 'l', '1l', '(', 'm.', '. ', 'mu'])('does not take for ever, whatever is repeated: %j', (piece) => {
    const long = wordList({ mask: ['illicit', 'ill will', 'lilli'], refuse: Array.from({ length: 500 }, (_, index) => `il${index.toString(36).replace(/\d/g, 'l')}li`) });
    const begun = performance.now();
    void long.check(piece.repeat(8_000).slice(0, 8_000));
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
