import type { CaseDocument } from '../api/types';
import { useText } from '../text';
import { useKnownText } from '../words/known-text';

/** What a document is called: its type, its side where it has two, and which one it is where it was sent again. */
export function useDocumentName(all: readonly CaseDocument[]): (document: CaseDocument) => string {
  const text = useText();
  const known = useKnownText();
  return ({ type, side, version }) => {
    const hasTwo = all.some((other) => other.type === type && other.side === 'back');
    const name = hasTwo ? text('document.side', { type: known('documentType', type), side: text(`side.${side}`) }) : known('documentType', type);
    return version > 1 ? text('document.version', { name, version }) : name;
  };
}
