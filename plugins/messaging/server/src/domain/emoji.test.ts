import { asEmoji } from './emoji';

describe('a reaction', () => {
  it.each(['👍', '👍🏽', '🇳🇬', '👨‍👩‍👧‍👦', '1️⃣', '❤️', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'])('is one emoji, however many code points it takes: %s', (emoji) => {
    expect(asEmoji(emoji)).toBe(emoji);
  });

  it('is the same in both forms of a character', () => {
    expect(asEmoji('\u2764')).toBe('\u2764\uFE0F');
  });

  it.each(['', 'a', '1', ' 👍', '👍👍', 'ok', ':thumbsup:', '\u200D', '👍\u200D👍', `👨${'\u200D👩'.repeat(50)}`, '🇳', '\uFE0F', '\0'])('is nothing else: %j', (text) => {
    expect(asEmoji(text)).toBeUndefined();
  });
});
