import { Box, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { DETAILS, type CaseFile, type DetailName } from '../api/types';
import { useText } from '../text';
import { AgreementMark } from './agreement';
import { agreementOf } from './differences';
import { Term, Terms, Value } from './labelled';
import { Section } from './section';
import type { ReadZone } from './use-zones';

interface Props {
  file: CaseFile;
  zones: readonly ReadZone[] | undefined;
}

/** What the applicant has said about themselves, marked where a document says something else. */
export function Said({ file: { details }, zones }: Props) {
  const text = useText();
  return (
    <Section title={text('case.said')}>
      {details === null ? <Typography textColor="neutral700">{text('case.forgotten')}</Typography> : (
        <Terms>
          {DETAILS.map((name) => {
            const agreement = agreementOf(name, zones);
            return (
              <Term key={name} name={text(`detail.${name}`)}>
                <Value><Detail name={name} value={details[name]} /></Value>
                {agreement === 'missing' ? null : <Box paddingTop={1}><AgreementMark is={agreement} words={text(`agreement.${agreement}`)} /></Box>}
              </Term>
            );
          })}
        </Terms>
      )}
    </Section>
  );
}

function Detail({ name, value }: { name: DetailName; value: string | undefined }) {
  const text = useText();
  const { formatDisplayName } = useIntl();
  if (value === undefined) return <Typography textColor="neutral600">{text('detail.unsaid')}</Typography>;
  return name === 'country' ? `${formatDisplayName(value, { type: 'region' }) ?? value} (${value})` : value;
}
