import { Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { Badge, type BadgeVariant } from '../../../../kernel/admin/src/components/badge';
import type { Verdict } from '../api/types';
import { useText } from '../text';
import type { OpenedHit } from './types';

const VARIANT: Record<Verdict, BadgeVariant> = { same: 'danger', near: 'warning', different: 'success', unknown: 'neutral' };
const list = (values: readonly string[]): string => (values.length === 0 ? '–' : values.join(', '));

/** The person beside whom the list names: what speaks for it, and what against. */
export function Comparison({ hit: { listed, subject, explanation, score } }: { hit: OpenedHit }) {
  const text = useText();
  if (explanation === null || subject === null) return <Typography textColor="neutral600">{text('screening.forgotten')}</Typography>;
  const { name, dateOfBirth, country } = explanation;
  const rows = [
    { key: 'name', ours: name.left, listed: name.right, mark: <Typography fontWeight="bold" textColor="neutral800">{text('screening.percent', { percent: Math.round(name.score * 100) })}</Typography> },
    { key: 'birthDate', ours: list(subject.datesOfBirth), listed: list(listed.datesOfBirth), mark: <Mark verdict={dateOfBirth.verdict} /> },
    { key: 'country', ours: list(subject.countries), listed: list(listed.countries), mark: <Mark verdict={country.verdict} /> },
    { key: 'otherNames', ours: list(subject.names.filter((one) => one !== name.left)), listed: list([...listed.names, ...listed.weakNames].filter((one) => one !== name.right)), mark: null },
    { key: 'programs', ours: '', listed: list(listed.programs), mark: null },
  ] as const;
  return (
    <Table colCount={4} rowCount={rows.length + 1} aria-label={text('screening.comparison', { percent: Math.round(score * 100) })}>
      <Thead>
        <Tr>{(['what', 'person', 'onList', 'agreement'] as const).map((column) => <Th key={column}><Typography variant="sigma" textColor="neutral600">{text(`screening.column.${column}`)}</Typography></Th>)}</Tr>
      </Thead>
      <Tbody>
        {rows.map(({ key, ours, listed: theirs, mark }) => (
          <Tr key={key}>
            <Td><Typography textColor="neutral600">{text(`screening.row.${key}`)}</Typography></Td>
            <Td><Typography textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>{ours}</Typography></Td>
            <Td><Typography textColor="neutral800" style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>{theirs}</Typography></Td>
            <Td>{mark}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Mark({ verdict }: { verdict: Verdict }) {
  return <Badge variant={VARIANT[verdict]} size="S">{useText()(`screening.verdict.${verdict}`)}</Badge>;
}
