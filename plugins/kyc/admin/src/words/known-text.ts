import { isTextKey, useText } from '../text';

/** A word of the server's in the language of the panel; as it is where it is newer than this page. */
export function useKnownText(): (group: string, word: string) => string {
  const text = useText();
  return (group, word) => {
    const key = `${group}.${word}`;
    return isTextKey(key) ? text(key) : word.replaceAll('_', ' ');
  };
}
