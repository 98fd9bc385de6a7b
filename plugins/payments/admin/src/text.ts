import type { PrimitiveType } from 'react-intl';
import { useIntl } from 'react-intl';
import english from './translations/en.json';

export type TextKey = keyof typeof english;

export const inPlugin = (key: string): string => `payments.${key}`;

/** Whether there is a text of this name; for words that come from the server and may be newer than this page. */
export const isTextKey = (key: string): key is TextKey => Object.hasOwn(english, key);

/** Gives the texts of this plugin in the language of the panel. */
export function useText() {
  const { formatMessage } = useIntl();
  return (key: TextKey, values?: Record<string, PrimitiveType>): string => formatMessage({ id: inPlugin(key), defaultMessage: english[key] }, values);
}
