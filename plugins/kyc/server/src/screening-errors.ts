import { defineError } from '#kernel';

export const ListShrinks = defineError<{ list: string; before: number; after: number }>(
  'KYC_SCREENING_LIST_SHRINKS',
  409,
  ({ list, before, after }) => `The file has ${after} entries and the list "${list}" has ${before}: it looks cut off, and nothing was changed. If it is right, import it with --may-shrink.`,
  'A file would take more than half of the entries off a screening list.',
);
export const ScreeningUnavailable = defineError<{ provider: string }>(
  'KYC_SCREENING_UNAVAILABLE',
  503,
  ({ provider }) => `The screening provider "${provider}" did not answer. Nobody passes unscreened: it is tried again.`,
  'A screening provider cannot be reached or gives no clear answer.',
);
export const HitDecided = defineError<{ disposition: string }>(
  'KYC_SCREENING_HIT_DECIDED',
  409,
  ({ disposition }) => `This hit is "${disposition}" by now. Load it again and look whether that changes your mind.`,
  'Staff decide about a screening hit that is not as they saw it.',
);
