/** What editing a list comes to; each gives a new list. */
export const withItem = <T>(list: readonly T[], place: number, item: T): T[] => list.map((other, at) => (at === place ? item : other));
export const without = <T>(list: readonly T[], place: number): T[] => list.filter((_item, at) => at !== place);
