import { z } from '@strapi/utils';

/** What a person says about themselves. Personal data: sealed wherever it lies. */
export interface Details {
  firstName?: string | undefined;
  lastName?: string | undefined;
  /** `YYYY-MM-DD` */
  dateOfBirth?: string | undefined;
  /** ISO 3166-1 alpha-2 */
  country?: string | undefined;
  address?: string | undefined;
}

export const DETAILS = ['firstName', 'lastName', 'dateOfBirth', 'country', 'address'] as const;
export type DetailName = (typeof DETAILS)[number];

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const isCountry = (code: string): boolean => /^[A-Z]{2}$/.test(code) && regions.of(code) !== undefined;

const OLDEST_YEARS = 125;
/** A day of the calendar on which somebody alive may have been born. */
export function isBirthday(text: string, today: Date): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text) return false;
  return day < today && day.getUTCFullYear() >= today.getUTCFullYear() - OLDEST_YEARS;
}

const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}<>]*$/u, 'A name as it stands on the document, without control characters');

export const firstName = name.meta({ description: 'As on the document', example: 'Adaeze' });
export const lastName = name.meta({ description: 'As on the document', example: 'Okafor' });
export const dateOfBirth = z
  .string()
  .refine((text) => isBirthday(text, new Date()), 'A day in the past, e.g. "1990-04-23"')
  .meta({ description: 'YYYY-MM-DD', example: '1990-04-23' });
export const country = z.string().refine(isCountry, 'The two letters of a country, e.g. "NG"').meta({ description: 'Country of residence, ISO 3166-1 alpha-2', example: 'NG' });
export const address = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^[^\p{Cc}]*$/u, 'One line, without control characters')
  .meta({ description: 'Where they live, on one line', example: '12 Marina Road, Lagos' });
