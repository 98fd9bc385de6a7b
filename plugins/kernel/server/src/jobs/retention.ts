/**
 * How long a job waits to be run and a dead letter to be looked at; then it is deleted. The jobs of a reader that only
 * newer code has wait as long as older code runs, so this is longer than any rollback may last.
 */
export const RETENTION_DAYS = 90;
