import { Box, LinkButton, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import { Moment } from '../../../../kernel/admin/src/components/moment';
import { useText } from '../text';
import { ReasonBadge, Settled } from './badges';
import { PersonLink, useNames, type Names } from './names';
import { reportPath } from './paths';
import type { ConcernedPage, Report } from './types';

const columns = ['reason', 'author', 'reporter', 'room', 'reported', 'outcome'] as const;

/** Reports, of everybody or `ofOne`, without what the messages said: that is read one by one, and recorded. */
export function ReportsTable({ reports, label, ofOne = false }: { reports: ConcernedPage<Report>; label: string; ofOne?: boolean }) {
  const text = useText();
  const names = useNames(reports.meta);
  const shown = columns.filter((column) => !ofOne || column !== 'author');
  return (
    <Table colCount={shown.length} rowCount={reports.data.length + 1} aria-label={label}>
      <Thead>
        <Tr>{shown.map((column) => <Th key={column}><Typography variant="sigma" textColor="neutral600">{text(`column.${column}`)}</Typography></Th>)}</Tr>
      </Thead>
      <Tbody>{reports.data.map((report) => <Row key={report.id} report={report} names={names} ofOne={ofOne} />)}</Tbody>
    </Table>
  );
}

function Row({ report, names, ofOne }: { report: Report; names: Names; ofOne: boolean }) {
  const text = useText();
  return (
    <Tr>
      <Td>
        <ReasonBadge reason={report.reason} />
        {report.comment === null ? null : <Box paddingTop={1} maxWidth="180px"><Typography variant="pi" textColor="neutral700" ellipsis tag="p">{report.comment}</Typography></Box>}
      </Td>
      {ofOne ? null : <Td><Box maxWidth="200px"><PersonLink id={report.authorId} names={names} /></Box></Td>}
      <Td><Box maxWidth="200px"><PersonLink id={report.reporterId} names={names} /></Box></Td>
      <Td><Box maxWidth="160px"><Typography textColor="neutral800" ellipsis tag="p">{names.roomName(report.roomId)}</Typography></Box></Td>
      <Td><Moment at={report.createdAt} /></Td>
      <Td>
        <Settled report={report} names={names} />
        <Box paddingTop={report.outcome === null ? 0 : 2}>
          <LinkButton tag={NavLink} to={reportPath(report.id)} size="S" variant={report.outcome === null ? 'secondary' : 'tertiary'} aria-label={text(report.outcome === null ? 'reports.reviewOne' : 'reports.lookOne', { name: names.personOf(report.authorId) })}>
            {text(report.outcome === null ? 'reports.review' : 'reports.look')}
          </LinkButton>
        </Box>
      </Td>
    </Tr>
  );
}
