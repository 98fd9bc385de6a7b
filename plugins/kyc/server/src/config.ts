import type { Core } from '@strapi/strapi';
import { parseLevels, type Level } from './domain/level';
import type { ScreeningProvider } from './screeners/port';
import type { Verifier } from './verifiers/port';

/** What `config/plugins.ts` gives the KYC plugin. */
export interface KycConfig {
  /** Every version of every level, as `parseLevels` gives them. */
  levels: readonly Level[];
  /** Each of these calls seals, locks and writes: nobody may make us do that without end. */
  callsPerUserAndMinute: number;
  applications: {
    /** How long one waits for its applicant before it expires. */
    draftDays: number;
    /** How often one may be handed in. */
    mostAttempts: number;
  };
  reviews: {
    /** How soon after it was handed in an application should be decided. */
    dueHours: number;
    /** How long a reviewer holds an application without a sign of life. */
    claimMinutes: number;
  };
  documents: {
    /** Of one file. */
    maxBytes: number;
    /** How often one side of one document may be sent, before the application is somebody's to talk about. */
    mostVersions: number;
    /** By one person. */
    uploadsPerMinute: number;
    /** Whether the server starts where nobody looks for malware. */
    isScanRequired: boolean;
  };
  /** How long a level holds after the time for which it was given. */
  graceDays: number;
  privacy: {
    /** Copies of their own data that one person may ask for. */
    exportsPerDay: number;
    /** How long the law has what is known of somebody kept, after the end of the relationship with them. */
    retentionYears: number;
    /** Whether a law allows less than five years. */
    mayRetainLess: boolean;
    /** How long what was never handed in is kept after it was given up. */
    givenUpDays: number;
  };
  screening: {
    /** Likeness, 0 to 1, from which on somebody on a list is a hit that staff look at. */
    threshold: number;
    /** Entries of lists that one person is compared with, those that share most first. */
    mostCandidates: number;
    /** Asked beside our own lists. */
    providers: readonly ScreeningProvider[];
  };
  verifiers: {
    /** Those that there are, whether they are asked or not: who was asked before may still have something to say. */
    all: readonly Verifier[];
    /** The codes of those that are asked, first choice first; `manual` is nobody but the reviewer. */
    order: readonly string[];
    /** Whether one may decide by what it is told; never where people are real. */
    mayBeScripted: boolean;
    /** How long one call of one may take. */
    timeoutSeconds: number;
    /** How often one that has not answered yet is asked again, at first; the pauses grow. */
    pollSeconds: number;
    /** How long an application waits for them. */
    patienceMinutes: number;
    /** How long it waits for an applicant who has to go to a verifier's page. */
    sessionHours: number;
  };
}

/** FATF Recommendation 11. */
const FEWEST_YEARS = 5;

/** @throws Error with a sentence when the plugin cannot work as configured. */
export function validateKycConfig({ levels, privacy }: KycConfig): void {
  if (privacy.retentionYears < FEWEST_YEARS && !privacy.mayRetainLess) {
    throw new Error(`Mangrove cannot start with these settings:\n  KYC_RETENTION_YEARS: found ${privacy.retentionYears}; expected at least ${FEWEST_YEARS}, or KYC_RETENTION_LESS_ALLOWED=true where a law allows less`);
  }
  // What is parsed has dates; written as text again they are what the schema takes.
  parseLevels(JSON.parse(JSON.stringify(levels)));
}

export const kycConfig = (strapi: Core.Strapi): KycConfig => strapi.config.get('plugin::kyc') as KycConfig;
