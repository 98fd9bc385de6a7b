import { Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import type { Attempt } from '../api/types';
import { useText } from '../text';
import { AttemptBadge } from './badges';
import { CopyText } from './copy-text';
import { Moment } from '../../../../kernel/admin/src/components/moment';

export function Attempts({ attempts }: { attempts: readonly Attempt[] }) {
  const text = useText();
  if (attempts.length === 0) return <Typography textColor="neutral600">{text('attempts.none')}</Typography>;
  const headings = [text('attempts.number'), text('column.reference'), text('column.state'), text('attempts.gatewaySays'), text('attempts.next')];
  return (
    <Table colCount={headings.length} rowCount={attempts.length + 1} aria-label={text('section.attempts')}>
      <Thead>
        <Tr>{headings.map((heading) => <Th key={heading}><Typography variant="sigma" textColor="neutral600">{heading}</Typography></Th>)}</Tr>
      </Thead>
      <Tbody>
        {attempts.map((attempt) => (
          <Tr key={attempt.reference}>
            <Td><Typography textColor="neutral800">{attempt.number}</Typography></Td>
            <Td><CopyText value={attempt.reference} what={text('column.reference')} /></Td>
            <Td><AttemptBadge state={attempt.state} /></Td>
            <Td>
              <Typography textColor="neutral800" tag="p">{attempt.gatewayStatus ?? '–'}</Typography>
              <Typography variant="pi" textColor={attempt.lastError === null ? 'neutral600' : 'danger600'} tag="p">{attempt.lastError ?? `${text('attempts.checks')}: ${attempt.checks}`}</Typography>
            </Td>
            <Td>{attempt.nextCheckAt === null ? <Typography textColor="neutral600">{text('attempts.noNext')}</Typography> : <Moment at={attempt.nextCheckAt} />}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
