import { Box, Flex, Typography } from '@strapi/design-system';
import { Moment } from '../../../../kernel/admin/src/components/moment';
import type { CaseFile, Reason } from '../api/types';
import { useText } from '../text';
import { Section } from './section';

interface Props {
  file: CaseFile;
  reasons: readonly Reason[];
  me: string;
}

/** What was decided about this application before, in whichever attempt. */
export function Decisions({ file, reasons, me }: Props) {
  const text = useText();
  if (file.decisions.length === 0) return null;
  return (
    <Section title={text('decisions.title')}>
      <Flex tag="ol" direction="column" alignItems="stretch" gap={4}>
        {file.decisions.map((decision) => (
          <li key={decision.id}>
            <Typography textColor="neutral800" fontWeight="semiBold" tag="p">{text(`outcome.${decision.outcome}`)}</Typography>
            <Typography variant="pi" textColor="neutral600" tag="p">
              {text('decisions.by', { who: decision.actor === `staff:${me}` ? text('holder.you') : text('holder.colleague'), attempt: decision.attempt })} · <Moment at={decision.at} inline />
            </Typography>
            <ul>{decision.reasonCodes.map((code) => <li key={code}><Typography variant="pi" textColor="neutral800">{reasons.find((reason) => reason.code === code)?.internalText ?? code}</Typography></li>)}</ul>
            {decision.publicNote === null ? null : <Note label={text('decide.publicNote')}>{decision.publicNote}</Note>}
            {decision.internalNote === null ? null : <Note label={text('decide.internalNote')}>{decision.internalNote}</Note>}
          </li>
        ))}
      </Flex>
    </Section>
  );
}

const Note = ({ label, children }: { label: string; children: string }) => (
  <Box background="neutral100" hasRadius padding={2} marginTop={1}>
    <Typography variant="pi" textColor="neutral600" tag="p">{label}</Typography>
    <Typography variant="pi" textColor="neutral800" tag="p" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{children}</Typography>
  </Box>
);
