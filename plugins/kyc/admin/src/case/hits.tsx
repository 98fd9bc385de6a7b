import { Box, Flex, Typography } from '@strapi/design-system';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { Badge } from '../../../../kernel/admin/src/components/badge';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import type { Disposition, Hit, One, Screening } from '../api/types';
import { useText } from '../text';
import { Section } from './section';

const variants = { open: 'warning', false_positive: 'success', confirmed: 'danger' } as const satisfies Record<Disposition, string>;

/** Whom lists name who may be the applicant. */
export function Hits({ applicationId }: { applicationId: string }) {
  const text = useText();
  const screening = useResource<One<Screening>>(`/kyc/applications/${encodeURIComponent(applicationId)}/screening`);
  return (
    <Section title={text('hits.title')}>
      <Waiting on={screening}>
        {({ data: { hits, screenings } }) => (
          <Flex direction="column" alignItems="stretch" gap={3}>
            {hits.length === 0 ? <Typography variant="pi" textColor="neutral700">{text(screenings.length === 0 ? 'hits.notYet' : 'hits.none')}</Typography> : hits.map((hit) => <HitFacts key={hit.id} hit={hit} />)}
            {screenings.some(({ isTruncated }) => isTruncated) ? <Typography variant="pi" textColor="danger700">{text('hits.truncated')}</Typography> : null}
          </Flex>
        )}
      </Waiting>
    </Section>
  );
}

function HitFacts({ hit: { list, disposition, score, listed, explanation, decisions } }: { hit: Hit }) {
  const text = useText();
  const [last] = decisions.slice(-1);
  const facts = [
    listed.datesOfBirth.length > 0 ? text('hits.born', { dates: listed.datesOfBirth.join(', '), verdict: text(`verdict.${explanation?.dateOfBirth.verdict ?? 'unknown'}`) }) : undefined,
    listed.countries.length > 0 ? text('hits.countries', { countries: listed.countries.join(', '), verdict: text(`verdict.${explanation?.country.verdict ?? 'unknown'}`) }) : undefined,
    listed.programs.length > 0 ? listed.programs.join(', ') : undefined,
  ];
  return (
    <Box>
      <Flex gap={2} alignItems="baseline" justifyContent="space-between">
        <Typography textColor="neutral800" fontWeight="semiBold">{explanation?.name.right ?? listed.names[0] ?? '—'}</Typography>
        <Badge size="S" variant={variants[disposition]}>{text(`disposition.${disposition}`)}</Badge>
      </Flex>
      <Typography variant="pi" textColor="neutral700" tag="p">{text('hits.score', { list, percent: Math.round(score * 100) })}</Typography>
      {facts.map((fact) => (fact === undefined ? null : <Typography key={fact} variant="pi" textColor="neutral600" tag="p">{fact}</Typography>))}
      {last?.reason ? <Typography variant="pi" textColor="neutral700" tag="p" style={{ overflowWrap: 'anywhere' }}>{text('hits.because', { reason: last.reason })}</Typography> : null}
    </Box>
  );
}
