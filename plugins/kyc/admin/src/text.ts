import { createTexts } from '../../../kernel/admin/src/texts';
import decision from './translations/en-decision.json';
import file from './translations/en-case.json';
import desk from './translations/en-desk.json';
import queue from './translations/en.json';

const english = { ...queue, ...file, ...decision, ...desk };

export type TextKey = keyof typeof english;

export const { inPlugin, isTextKey, translations, useText } = createTexts('kyc', english);
