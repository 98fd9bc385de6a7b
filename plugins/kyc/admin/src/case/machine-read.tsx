import { Box, Flex, Typography } from '@strapi/design-system';
import type { CaseDocument, CaseFile, Zone } from '../api/types';
import { useText } from '../text';
import { useDocumentName } from '../viewer/document-name';
import { AgreementMark, Sureness } from './agreement';
import { Term, Terms, Value } from './labelled';
import { Section } from './section';
import type { ReadZone } from './use-zones';

interface Props {
  file: CaseFile;
  zones: readonly ReadZone[] | undefined;
  documents: readonly CaseDocument[];
}

/** What a machine has read of the documents, with how sure it is, and where it differs from what was typed. Advice, never a verdict. */
export function MachineRead({ file, zones, documents }: Props) {
  const text = useText();
  const nameOf = useDocumentName(documents);
  const shown = zones?.filter((one) => 'failure' in one || one.zone.outcome !== 'none') ?? [];
  if (shown.length === 0) return null;
  return (
    <Section title={text('zone.title')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        {shown.map((one) => (
          <Box key={one.document.id} role="group" aria-label={nameOf(one.document)}>
            <Typography variant="pi" fontWeight="bold" textColor="neutral800" tag="h3" paddingBottom={2}>{nameOf(one.document)}</Typography>
            {'failure' in one ? <Typography variant="pi" textColor="danger700">{one.failure}</Typography> : <Fields zone={one.zone} file={file} />}
          </Box>
        ))}
        <Typography variant="pi" textColor="neutral600">{text('zone.advice')}</Typography>
      </Flex>
    </Section>
  );
}

function Fields({ zone, file }: { zone: Zone; file: CaseFile }) {
  const text = useText();
  if (zone.outcome === 'none') return null;
  if (zone.outcome === 'unread') return <Typography variant="pi" textColor="neutral700">{text(`zone.unread.${zone.reason}`)}</Typography>;
  const { contents, states, agreement } = zone;
  const typedName = [file.details?.firstName, file.details?.lastName].filter(Boolean).join(' ');
  const rows = [
    ['name', `${contents.names.secondary} ${contents.names.primary}`.trim(), states['names'], agreement.name, typedName],
    ['birthDate', contents.birthDate, states['birthDate'], agreement.birthDate, file.details?.dateOfBirth],
    ['documentNumber', contents.documentNumber, states['documentNumber'], agreement.documentNumber, undefined],
    ['expiryDate', contents.expiryDate, states['expiryDate'], 'missing', undefined],
    ['nationality', contents.nationality, states['nationality'], 'missing', undefined],
    ['issuer', contents.issuer, states['issuer'], 'missing', undefined],
    ['sex', contents.sex === null ? null : text(`sex.${contents.sex}`), states['sex'], 'missing', undefined],
  ] as const;
  return (
    <Terms>
      {rows.map(([field, value, state, is, typed]) => (
        <Term key={field} name={text(`zone.${field}`)}>
          <Flex gap={2} alignItems="baseline" wrap="wrap"><Value>{value === null || value === '' ? '—' : value}</Value><Sureness is={state} /></Flex>
          {is === 'missing' ? null : <Box paddingTop={1}><AgreementMark is={is} words={is === 'same' || typed === undefined ? text(`agreementZone.${is}`) : text(is === 'similar' ? 'agreementZone.typedSimilar' : 'agreementZone.typedDifferent', { typed })} /></Box>}
          {field === 'expiryDate' && value !== null && value < new Date().toISOString().slice(0, 10) ? <Box paddingTop={1}><AgreementMark is="different" words={text('zone.expired')} /></Box> : null}
        </Term>
      ))}
    </Terms>
  );
}
