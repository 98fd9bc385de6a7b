import type { WordFilter } from '#messaging';

/** Nine to fifteen digits, with a few signs between them. */
const NUMBER = /\+?\d(?:[\s().-]{0,2}\d){8,14}/g;

/** Covers phone numbers. The filter of docs/how-to/add-a-word-filter.md. */
export const noPhoneNumbers = (): WordFilter => ({
  code: 'no-phone-numbers',
  check(text) {
    const masked = text.replace(NUMBER, (number) => number.replace(/\d/g, '*'));
    return masked === text ? { verdict: 'pass' } : { verdict: 'mask', text: masked };
  },
});
