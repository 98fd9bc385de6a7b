import { createTexts } from './texts';
import english from './translations/en.json';

export const { translations, useText } = createTexts('kernel', english);
