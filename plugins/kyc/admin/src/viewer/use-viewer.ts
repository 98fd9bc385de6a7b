import { useCallback, useState } from 'react';
import type { CaseDocument, VerifierFile } from '../api/types';
import { liveDocuments, neighbour } from './shown';
import { useOpened, type Purpose } from './use-opened';
import { FITTING, type View } from './view';

/** Which documents of a case lie on the table, and how one looks at them. `purpose`: of whoever reviews the case; others say theirs. */
export function useViewer(all: readonly CaseDocument[], purpose: Purpose | undefined) {
  const [said, setSaid] = useState<Purpose>();
  const [currentId, setCurrentId] = useState<string>();
  const [besideId, setBesideId] = useState<string>();
  const [view, setView] = useState<View>(FITTING);
  const [files, setFiles] = useState<readonly VerifierFile[]>([]);
  const why = purpose ?? said;
  const { opened, open } = useOpened(why);
  const live = liveDocuments(all);
  const current = live.find(({ id }) => id === currentId) ?? live[0];
  const beside = besideId === current?.id ? undefined : (all.find(({ id }) => id === besideId) ?? files.filter(({ id }) => id === besideId).map(asDocument)[0]);

  const show = useCallback((id: string) => {
    setCurrentId(id);
    setBesideId(undefined);
    setView(FITTING);
  }, []);
  const step = (by: 1 | -1) => {
    const next = neighbour(live, current?.id, by);
    if (next) show(next.id);
  };
  /** The one that this took the place of, else the next one; again, to put it away. */
  const compare = () => {
    const other = all.find(({ id }) => id === current?.supersedes) ?? neighbour(live, current?.id, 1);
    setBesideId(beside || other?.id === current?.id ? undefined : other?.id);
  };
  /** What a verifier has sent, beside the document that is open. */
  const putFileBeside = (file: VerifierFile) => {
    setFiles((before) => [...before.filter(({ id }) => id !== file.id), file]);
    setBesideId(file.id);
  };
  return { live, current, beside, view, opened, purpose: why, open, show, step, compare, putBeside: setBesideId, putFileBeside, say: setSaid, onView: setView };
}
export type Viewer = ReturnType<typeof useViewer>;

/** A file of a verifier's is looked at like a document; nobody judges it. */
const asDocument = ({ id, name, mediaType, sizeBytes }: VerifierFile): CaseDocument => ({
  id, type: name, side: 'front', country: null, state: 'pending', reasons: [], version: 1, supersedes: null, mediaType, sizeBytes, pages: null, quality: null, createdAt: '', decidedBy: null, decidedAt: null, scan: 'clean', sharedWith: [],
});
