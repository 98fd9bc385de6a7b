const MORNING = 9;

/** The morning some days from now, by the clock of the reader. */
function morningIn(days: number, now: Date): Date {
  const at = new Date(now);
  at.setDate(at.getDate() + days);
  at.setHours(MORNING, 0, 0, 0);
  return at;
}

/** Until when a ticket can be put aside. */
export const snoozeTimes = {
  hour: (now: Date): Date => new Date(now.getTime() + 3_600_000),
  tomorrow: (now: Date): Date => morningIn(1, now),
  /** Never today: on a Monday it is a week. */
  week: (now: Date): Date => morningIn((8 - now.getDay()) % 7 || 7, now),
};
