import { createTexts } from '../../../kernel/admin/src/texts';
import inbox from './translations/en.json';
import moderation from './translations/en-moderation.json';

const english = { ...inbox, ...moderation };

export type TextKey = keyof typeof english;

export const { inPlugin, isTextKey, translations, useText } = createTexts('messaging', english);
