import { createTexts } from '../../../kernel/admin/src/texts';
import english from './translations/en.json';

export type TextKey = keyof typeof english;

export const { inPlugin, isTextKey, translations, useText } = createTexts('messaging', english);
