import type { Guard } from '#kernel';
import { applicationGuards } from './applications';
import { decisionGuards } from './decisions';
import { deskGuards } from './desk';
import { documentGuards } from './documents';
import { erasureGuards } from './erasures';
import { evidenceGuards } from './evidence';
import { levelGuards } from './levels';
import { personalGuards } from './personal';
import { profileGuards } from './profiles';
import { screeningListGuards } from './screening-lists';
import { screeningGuards } from './screenings';
import { verificationGuards } from './verifications';
import { zoneGuards } from './zones';

/** Rules that PostgreSQL keeps even if our code is wrong. Idempotent; runs at every boot, after schema sync. */
export const guards: Guard[] = [...personalGuards, ...erasureGuards, ...levelGuards, ...decisionGuards, ...applicationGuards, ...profileGuards, ...documentGuards, ...zoneGuards, ...evidenceGuards, ...screeningListGuards, ...screeningGuards, ...deskGuards, ...verificationGuards];
