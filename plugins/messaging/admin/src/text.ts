import { createTexts } from '../../../kernel/admin/src/texts';
import inbox from './translations/en.json';
import moderation from './translations/en-moderation.json';
import rules from './translations/en-rules.json';

const english = { ...inbox, ...moderation, ...rules };

export type TextKey = keyof typeof english;

export const { inPlugin, isTextKey, translations, useText } = createTexts('messaging', english);
