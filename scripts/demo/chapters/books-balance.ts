import { step } from '../../setup/steps.mjs';
import type { Chapter, Stage } from '../play.ts';

export const booksBalance = (stage: Stage): Chapter => ({
  title: 'After all of this',
  async play() {
    await step('Every posting balances, and every wallet holds the sum of its entries', async (note) => note(await stage.books.assertBalanced()));
  },
});
