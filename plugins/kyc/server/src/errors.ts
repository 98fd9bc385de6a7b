import { defineError } from '#kernel';
import type { Missing } from './domain/requirements';

export const LevelUnknown = defineError<{ level: string; offered: string[] }>(
  'KYC_LEVEL_UNKNOWN',
  422,
  ({ level, offered }) => `There is no level "${level}" to apply for. Choose one of: ${offered.join(', ')}.`,
);
export const LevelNotAbove = defineError<{ level: string; current: string }>(
  'KYC_LEVEL_NOT_ABOVE',
  409,
  ({ level, current }) => `You have the level "${current}" already, so there is nothing to apply for in "${level}".`,
);
export const ApplicationOpen = defineError<{ applicationId: string }>(
  'KYC_APPLICATION_OPEN',
  409,
  ({ applicationId }) => `You have an application that is not decided yet: go on with ${applicationId}, or withdraw it first.`,
);
export const NotEditable = defineError<{ state: string }>(
  'KYC_NOT_EDITABLE',
  409,
  ({ state }) => `This application is "${state}" and takes no changes.`,
  'The application was handed in, decided or given up.',
);
export const Incomplete = defineError<{ missing: Missing }>(
  'KYC_INCOMPLETE',
  422,
  'Something is missing; `details.missing` says what. Of each list, one is enough.',
);
export const ChangedMeanwhile = defineError(
  'KYC_CHANGED_MEANWHILE',
  409,
  'The application was changed at the same moment. Look at it, and try again.',
);
export const Forgotten = defineError(
  'KYC_FORGOTTEN',
  410,
  'What was said here has been forgotten: its key was destroyed, and nothing can read it any more.',
);
