import type { FilterDraft } from './filter-fields';
import type { Step } from './types';

/** A step as it is filled in: nothing of it is lost where another act is chosen. */
export interface StepDraft {
  act: Step['act'];
  afterSeconds: number | null;
  text: string;
}
export interface FollowUpDraft extends FilterDraft {
  steps: readonly StepDraft[];
}

const TWO_DAYS = 172_800;
export const NEW_STEP: StepDraft = { act: 'remind', afterSeconds: TWO_DAYS, text: '' };
