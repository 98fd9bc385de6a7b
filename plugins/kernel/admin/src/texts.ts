import { useIntl, type PrimitiveType } from 'react-intl';

/** The texts of one plugin's pages, from its English ones: those name the keys and stand in for what is not translated. */
export function createTexts<TextKey extends string>(plugin: string, english: Readonly<Record<TextKey, string>>) {
  const inPlugin = (key: string): string => `${plugin}.${key}`;
  return {
    inPlugin,
    /** Whether there is a text of this name; for words that come from the server and may be newer than this page. */
    isTextKey: (key: string): key is TextKey => Object.hasOwn(english, key),
    /** Gives the texts of this plugin in the language of the panel. */
    useText() {
      const { formatMessage } = useIntl();
      return (key: TextKey, values?: Record<string, PrimitiveType>): string => formatMessage({ id: inPlugin(key), defaultMessage: english[key] }, values);
    },
    /** For `registerTrads`. English stands in for what has no translation yet. */
    translations(locales: readonly string[]) {
      const data = Object.fromEntries(Object.entries<string>(english).map(([key, text]) => [inPlugin(key), text]));
      return locales.map((locale) => ({ locale, data }));
    },
  };
}
