import { Typography } from '@strapi/design-system';
import { Moment } from '../../../../kernel/admin/src/components/moment';
import type { CaseFile } from '../api/types';
import { useText } from '../text';
import { RiskBadge } from '../words/badges';
import { Term, Terms, Value } from './labelled';
import { Section } from './section';

/** What is applied for, and where the person stands. */
export function About({ file }: { file: CaseFile }) {
  const text = useText();
  return (
    <Section title={text('about.title')}>
      <Terms>
        <Term name={text('about.level')}><Value>{file.level.name}</Value></Term>
        <Term name={text('about.now')}><Typography>{text('about.standing', { level: file.profile.level, state: text(`profileState.${file.profile.state}`) })}</Typography></Term>
        <Term name={text('column.risk')}><RiskBadge risk={file.risk} /></Term>
        <Term name={text('about.attempt')}><Typography>{file.attempt}</Typography></Term>
        {file.submittedAt === null ? null : <Term name={text('about.submitted')}><Moment at={file.submittedAt} /></Term>}
        <Term name={text('about.person')}><Typography variant="pi" style={{ fontFamily: 'ui-monospace, monospace' }}>{file.personId}</Typography></Term>
      </Terms>
    </Section>
  );
}
