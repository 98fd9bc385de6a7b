import { z } from '@strapi/utils';

/** Whether the runtime knows a place by this name, e.g. `Africa/Lagos`. A fixed offset is no place: its clocks never change. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export const timeZoneSchema = z.string().refine(isTimeZone, 'There is no such time zone. Name a place of the IANA list, e.g. Africa/Lagos.');
