import { Box, Button, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { Moment } from '../../../../kernel/admin/src/components/moment';
import { useText } from '../text';
import { SanctionBadge } from './badges';
import { LiftDialog } from './lift-dialog';
import { PersonLink, useNames, type Names } from './names';
import type { ConcernedPage, Sanction } from './types';

const columns = ['person', 'kind', 'place', 'until', 'why', 'decided', 'act'] as const;

/** Sanctions of everybody, or `ofOne`. */
export function SanctionsTable({ sanctions, ofOne = false, onLifted }: { sanctions: ConcernedPage<Sanction>; ofOne?: boolean; onLifted(): void }) {
  const text = useText();
  const names = useNames(sanctions.meta);
  const shown = columns.filter((column) => !ofOne || column !== 'person');
  const [lifting, setLifting] = useState<Sanction>();
  return (
    <>
      <Table colCount={shown.length} rowCount={sanctions.data.length + 1} aria-label={text('moderation.sanctions')}>
        <Thead>
          <Tr>{shown.map((column) => <Th key={column}><Typography variant="sigma" textColor="neutral600">{text(`column.${column}`)}</Typography></Th>)}</Tr>
        </Thead>
        <Tbody>{sanctions.data.map((sanction) => <Row key={sanction.id} sanction={sanction} names={names} ofOne={ofOne} onLift={setLifting} />)}</Tbody>
      </Table>
      {lifting === undefined ? null : <LiftDialog sanction={lifting} name={names.personOf(lifting.userId)} onClose={() => setLifting(undefined)} onLifted={onLifted} />}
    </>
  );
}

function Row({ sanction, names, ofOne, onLift }: { sanction: Sanction; names: Names; ofOne: boolean; onLift(sanction: Sanction): void }) {
  const text = useText();
  const hasEnded = Date.parse(sanction.until) <= Date.now();
  return (
    <Tr>
      {ofOne ? null : <Td><Box maxWidth="200px"><PersonLink id={sanction.userId} names={names} /></Box></Td>}
      <Td><SanctionBadge kind={sanction.kind} /></Td>
      <Td><Box maxWidth="160px"><Typography textColor="neutral800" ellipsis tag="p">{sanction.roomId === null ? text('sanction.everywhere') : names.roomName(sanction.roomId)}</Typography></Box></Td>
      <Td><Moment at={sanction.until} /></Td>
      <Td><Box maxWidth="240px"><Typography textColor="neutral800" style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>{sanction.reason}</Typography></Box></Td>
      <Td>
        <Moment at={sanction.decidedAt} />
        <Typography variant="pi" textColor="neutral600" tag="p" style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>{text('decide.by', { name: names.personOf(sanction.decidedBy) })}</Typography>
      </Td>
      <Td>
        {sanction.liftedAt === null && !hasEnded ? (
          <Button size="S" variant="secondary" aria-label={text('sanction.liftOne', { name: names.personOf(sanction.userId) })} onClick={() => onLift(sanction)}>{text('sanction.lift')}</Button>
        ) : (
          <Typography variant="pi" textColor="neutral600">{sanction.liftedBy === null ? text('sanction.ended') : text('sanction.lifted', { name: names.personOf(sanction.liftedBy) })}</Typography>
        )}
      </Td>
    </Tr>
  );
}
