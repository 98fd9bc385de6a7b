import { Box, Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { Moment } from '../../../../kernel/admin/src/components/moment';
import { useText } from '../text';
import { ReasonBadge } from './badges';
import { PersonLink, type Names } from './names';
import { SlowMode } from './slow-mode';
import type { ReportFile } from './types';

/** Who reported whom, for what, and where. */
export function ReportFacts({ report, names }: { report: ReportFile; names: Names }) {
  const text = useText();
  const room = names.roomOf(report.roomId);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Flex tag="dl" direction="column" alignItems="stretch" gap={3}>
        <Fact term={text('column.reason')}><ReasonBadge reason={report.reason} /></Fact>
        <Fact term={text('column.author')}><PersonLink id={report.authorId} names={names} /></Fact>
        <Fact term={text('column.reporter')}><PersonLink id={report.reporterId} names={names} /></Fact>
        {report.comment === null ? null : <Fact term={text('case.comment')}><Typography textColor="neutral800" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{report.comment}</Typography></Fact>}
        <Fact term={text('column.reported')}><Typography textColor="neutral800"><Moment at={report.createdAt} inline /></Typography></Fact>
        <Fact term={text('case.count')}><Typography textColor="neutral800">{report.reports}</Typography></Fact>
        <Fact term={text('column.room')}><Typography textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>{names.roomName(report.roomId)}</Typography></Fact>
      </Flex>
      {room?.kind === 'group' ? <SlowMode room={room} /> : null}
    </Flex>
  );
}

const Fact = ({ term, children }: { term: string; children: ReactNode }) => (
  <Box>
    <Typography variant="sigma" textColor="neutral600" tag="dt">{term}</Typography>
    <Box tag="dd" paddingTop={1}>{children}</Box>
  </Box>
);
