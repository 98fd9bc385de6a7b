/** How far ahead a document may be valid, and how far back one that somebody shows may have ended. */
const EXPIRY_YEARS_AHEAD = 50;

/**
 * The day of birth that `YYMMDD` means on the day `today` (both dates are `YYYY-MM-DD`): the latest that is not to come,
 * so nobody is taken for a hundred years older than they are. Null where a part is unknown (fillers) or no such day exists.
 */
export function birthDateOf(digits: string, today: string): string | null {
  const recent = dateIn(20, digits);
  return recent !== null && recent <= today ? recent : dateIn(19, digits);
}

/** The last day of validity: of the two centuries the one that is near `today`. */
export function expiryDateOf(digits: string, today: string): string | null {
  const recent = dateIn(20, digits);
  const limit = `${Number(today.slice(0, 4)) + EXPIRY_YEARS_AHEAD}`;
  return recent !== null && recent.slice(0, 4) <= limit ? recent : dateIn(19, digits);
}

function dateIn(century: number, digits: string): string | null {
  const parts = /^(\d\d)(\d\d)(\d\d)$/.exec(digits);
  if (!parts) return null;
  const iso = `${century}${parts[1]}-${parts[2]}-${parts[3]}`;
  const date = new Date(`${iso}T00:00:00Z`);
  // A day that does not exist is moved into the next month, or is no date at all.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}
