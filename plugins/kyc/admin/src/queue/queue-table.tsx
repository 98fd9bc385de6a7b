import { Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { QueueRow } from '../api/types';
import { casePath } from '../layout/paths';
import { useText } from '../text';
import { RiskBadge, StateBadge } from '../words/badges';
import { DueMark } from '../words/due-mark';
import { shortId } from '../words/short-id';
import { Flags } from './flags';
import { Holder } from './holder';
import { isWork, type View } from './views';

const CaseLink = styled(Link)`
  font-family: ui-monospace, monospace;
  font-size: 1.3rem;
  color: ${({ theme }) => theme.colors.primary700};
  /* The whole row leads to the case. */
  &::after {
    content: '';
    position: absolute;
    inset: 0;
  }
`;

const Row = styled(Tr)`
  position: relative;
  &:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }
  &:focus-within {
    background: ${({ theme }) => theme.colors.primary100};
    box-shadow: inset 3px 0 0 ${({ theme }) => theme.colors.primary600};
  }
`;

const COLUMNS = ['case', 'due', 'state', 'risk', 'flags', 'holder'] as const;

interface Props {
  rows: readonly QueueRow[];
  view: View;
  me: string;
  /** The question, so that the way back leads here. */
  search: string;
}

/** No names: whoever wants to see a person opens the case, which is recorded. */
export function QueueTable({ rows, view, me, search }: Props) {
  const text = useText();
  return (
    <Table colCount={COLUMNS.length} rowCount={rows.length + 1}>
      <Thead>
        <Tr>{COLUMNS.map((column) => <Th key={column}><Typography variant="sigma" textColor="neutral600">{text(`column.${column}`)}</Typography></Th>)}</Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Row key={row.id}>
            <Td>
              <CaseLink to={{ pathname: casePath(row.id), search }} data-case={row.id} aria-label={text('queue.open', { id: shortId(row.id) })}>{shortId(row.id)}</CaseLink>
              <Typography variant="pi" textColor="neutral600" tag="p">{row.level}</Typography>
            </Td>
            <Td>{isWork(view) ? <DueMark dueAt={row.dueAt} /> : <Typography variant="pi" textColor="neutral600">—</Typography>}</Td>
            <Td><StateBadge state={row.state} /></Td>
            <Td><RiskBadge risk={row.risk} /></Td>
            <Td><Flags row={row} /></Td>
            <Td><Holder row={row} me={me} /></Td>
          </Row>
        ))}
      </Tbody>
    </Table>
  );
}
