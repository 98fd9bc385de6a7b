import { Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { CaseFile, Outcome } from '../api/types';
import { DecisionButtons } from '../decision/decision-buttons';
import { DecisionDialog } from '../decision/decision-dialog';
import { useDraftGuard } from '../decision/use-draft';
import { KeysDialog } from '../keyboard/keys-dialog';
import { Columns, ScrollColumn, Shell } from '../layout/shell';
import { useClaim } from '../live/use-claim';
import { useNext } from '../live/use-next';
import { useAllowed } from '../permissions';
import { useQuestion } from '../queue/use-question';
import { useText } from '../text';
import { useDocumentName } from '../viewer/document-name';
import { RefuseDialog } from '../viewer/refuse-dialog';
import { liveDocuments } from '../viewer/shown';
import { useJudge } from '../viewer/use-judge';
import { useViewer } from '../viewer/use-viewer';
import { Viewer } from '../viewer/viewer';
import { About } from './about';
import { Attempts } from './attempts';
import { CaseHeader } from './case-header';
import { Decisions } from './decisions';
import { Duplicates } from './duplicates';
import { History } from './history';
import { Hits } from './hits';
import { MachineRead } from './machine-read';
import { Notices } from './notices';
import { Numbers } from './numbers';
import { Said } from './said';
import { useCaseKeys } from './use-case-keys';
import { usePapers } from './use-papers';
import { useZones } from './use-zones';
import { Verifications } from './verifications';

interface Props {
  file: CaseFile;
  me: string;
  onFile(file: CaseFile): void;
}

type Open = Outcome | 'refuse' | 'help';

/** Documents beside what was said beside what was found out, and the decision below. */
export function Case({ file, me, onFile }: Props) {
  const text = useText();
  const allowed = useAllowed();
  const { question, search } = useQuestion();
  const { next } = useNext(question, search);
  const held = useClaim(file, me);
  const papers = usePapers(file.id, allowed.canReadDocuments);
  const documents = papers.documents ?? [];
  const live = liveDocuments(documents);
  const zones = useZones(papers.documents && live, allowed.canOpenDocuments);
  const judging = useJudge(papers.refresh, held.lose);
  const [open, setOpen] = useState<Open>();
  const nameOf = useDocumentName(documents);
  useDraftGuard();

  const isReviewable = file.state === 'in_review' || file.state === 'second_review';
  const isDecidedByYou = file.decisions.some(({ actor, attempt }) => attempt === file.attempt && actor === `staff:${me}`);
  const mayTake = allowed.canReview && isReviewable && !isDecidedByYou;
  const canDecide = mayTake && held.isMine;
  const viewer = useViewer(documents, canDecide ? (file.state === 'second_review' ? 'second_review' : 'review') : undefined);
  const canJudge = canDecide && allowed.canJudgeDocuments;
  const close = () => setOpen(undefined);
  // What is passed over now is not the next one; what was decided may come back.
  const toNext = () => void next(isReviewable ? [file.id] : []);

  useCaseKeys({
    viewer, judging, search,
    canDecide, canJudge, mayTake: mayTake && !held.isMine,
    onTake: () => void held.take(),
    onOpen: setOpen,
    onNext: () => allowed.canReview && toNext(),
  });

  return (
    <Shell>
      <CaseHeader file={file} held={held} mayTake={mayTake} canReview={allowed.canReview} isReviewable={isReviewable} search={search} onNext={toNext} onHelp={() => setOpen('help')} />
      <Notices file={file} claim={held.state} isDecidedByYou={isDecidedByYou} />
      {papers.error === undefined ? null : <Typography role="status" textColor="danger700" padding={3}>{papers.error}</Typography>}
      <Columns>
        <Viewer documents={allowed.canReadDocuments || !allowed.isKnown ? papers.documents : []} viewer={viewer} canOpen={allowed.canOpenDocuments} canJudge={canJudge} judging={judging} onRefuse={() => setOpen('refuse')} />
        <ScrollColumn aria-label={text('case.person')}>
          <Said file={file} zones={zones} />
          <Numbers file={file} zones={zones} canReveal={allowed.canReveal} />
          <About file={file} />
          <Attempts file={file} />
          <Decisions file={file} reasons={papers.reasons} me={me} />
        </ScrollColumn>
        <ScrollColumn aria-label={text('case.found')}>
          <MachineRead file={file} zones={zones} documents={documents} />
          {allowed.canReadScreening ? <Hits applicationId={file.id} /> : null}
          {allowed.canReadVerifications ? <Verifications applicationId={file.id} canAsk={allowed.canAskVerifiers && canDecide} onShow={allowed.canOpenDocuments && viewer.purpose !== undefined ? viewer.putFileBeside : undefined} /> : null}
          <Duplicates applicationId={file.id} />
          <History file={file} me={me} />
        </ScrollColumn>
      </Columns>
      {allowed.canReview && isReviewable && !isDecidedByYou ? <DecisionButtons file={file} documents={live} canDecide={canDecide} onDecide={setOpen} /> : null}
      {open === 'help' ? <KeysDialog of="case" onClose={close} /> : null}
      {open === 'refuse' && viewer.current ? <RefuseDialog key={viewer.current.id} document={viewer.current} name={nameOf(viewer.current)} reasons={papers.documentReasons} judging={judging} onClose={close} /> : null}
      {open === 'approve' || open === 'reject' || open === 'resubmit' ? (
        <DecisionDialog
          file={file} outcome={open} reasons={papers.reasons} documents={live} documentReasons={papers.documentReasons}
          onDecided={(decided) => { close(); onFile(decided); papers.refresh(); }}
          onRefused={held.lose}
          onClose={close}
        />
      ) : null}
    </Shell>
  );
}
