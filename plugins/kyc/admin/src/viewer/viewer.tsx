import { Button, EmptyStateLayout, Flex, Loader, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { Check, Cross } from '@strapi/icons';
import { styled } from 'styled-components';
import type { CaseDocument } from '../api/types';
import { Column } from '../layout/shell';
import { useText } from '../text';
import { useDocumentName } from './document-name';
import { DocumentStrip } from './document-strip';
import { Pane } from './pane';
import { Toolbar } from './toolbar';
import type { Judging } from './use-judge';
import type { Viewer as ViewerState } from './use-viewer';

const Panes = styled.div`
  display: flex;
  flex: 1;
  min-height: 0;
  @media (max-width: 600px) {
    flex-direction: column;
  }
`;

const Foot = styled(Flex)`
  padding: 8px;
  border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

/** The select takes an empty value for none at all. */
const NONE = '*';

interface Props {
  /** Not known yet, as long as they are not there. */
  documents: readonly CaseDocument[] | undefined;
  viewer: ViewerState;
  canOpen: boolean;
  /** May judge, and holds the case. */
  canJudge: boolean;
  judging: Judging;
  onRefuse(): void;
}

/** What was handed in, one document at a time or two beside one another, and what one thinks of it. */
export function Viewer({ documents: known, viewer, canOpen, canJudge, judging, onRefuse }: Props) {
  const text = useText();
  const documents = known ?? [];
  const nameOf = useDocumentName(documents);
  const { live, current, beside } = viewer;
  const shown = [current, beside].flatMap((document) => (document ? [document] : []));
  if (shown.length === 0) return <Column aria-label={text('documents.label')}>{known === undefined ? <Flex justifyContent="center" padding={8}><Loader small>{text('viewer.opening')}</Loader></Flex> : <EmptyStateLayout content={text('documents.none')} shadow="" />}</Column>;
  return (
    <Column aria-label={text('documents.label')}>
      <DocumentStrip documents={live} current={current?.id} nameOf={nameOf} onShow={viewer.show} />
      <Toolbar view={viewer.view} onView={viewer.onView} />
      <Panes>
        {shown.map((document) => (
          <Pane key={document.id} document={document} name={nameOf(document)} opened={viewer.opened[document.id]} purpose={viewer.purpose} canOpen={canOpen} view={viewer.view} onView={viewer.onView} onOpen={viewer.open} onPurpose={viewer.say} />
        ))}
      </Panes>
      <Foot gap={2} alignItems="center" justifyContent="space-between" wrap="wrap">
        <SingleSelect size="S" aria-label={text('viewer.beside')} value={beside?.id ?? NONE} onChange={(value) => viewer.putBeside(value === NONE ? undefined : String(value))}>
          <SingleSelectOption value={NONE}>{text('viewer.alone')}</SingleSelectOption>
          {[...documents, ...(beside && !documents.includes(beside) ? [beside] : [])].filter(({ id }) => id !== current?.id).map((document) => <SingleSelectOption key={document.id} value={document.id}>{text('viewer.besideThis', { name: nameOf(document) })}</SingleSelectOption>)}
        </SingleSelect>
        {canJudge && current ? (
          <Flex gap={2}>
            <Button size="S" variant={current.state === 'accepted' ? 'success' : 'success-light'} startIcon={<Check />} loading={judging.isRunning} onClick={() => void judging.judge(current, { state: 'accepted' })}>{text('judge.accept')}</Button>
            <Button size="S" variant={current.state === 'refused' ? 'danger' : 'danger-light'} startIcon={<Cross />} onClick={onRefuse}>{text('judge.refuse')}</Button>
          </Flex>
        ) : null}
      </Foot>
    </Column>
  );
}
