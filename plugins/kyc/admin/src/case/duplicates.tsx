import { Flex, Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import type { Duplicate, One } from '../api/types';
import { casePath } from '../layout/paths';
import { useText } from '../text';
import { StateBadge } from '../words/badges';
import { useKnownText } from '../words/known-text';
import { shortId } from '../words/short-id';
import { Section } from './section';

/** Other people who handed in the same number, the same file, or the same name and date of birth. No names: their cases are opened for that. */
export function Duplicates({ applicationId }: { applicationId: string }) {
  const text = useText();
  const found = useResource<One<Duplicate[]>>(`/kyc/applications/${encodeURIComponent(applicationId)}/duplicates`);
  return (
    <Section title={text('duplicates.title')}>
      <Waiting on={found}>
        {({ data }) =>
          data.length === 0 ? <Typography variant="pi" textColor="neutral700">{text('duplicates.none')}</Typography> : (
            <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>{data.map((one) => <li key={one.personId}><OtherPerson duplicate={one} /></li>)}</Flex>
          )
        }
      </Waiting>
    </Section>
  );
}

function OtherPerson({ duplicate: { matches, latest, profile } }: { duplicate: Duplicate }) {
  const text = useText();
  const known = useKnownText();
  const signs = matches.map(({ sign, own }) => (sign === 'number' && own !== null ? text('duplicates.number', { type: known('number', own) }) : text(`duplicates.${sign === 'number' ? 'anyNumber' : sign}`)));
  return (
    <>
      <Flex gap={2} alignItems="baseline" justifyContent="space-between">
        <Typography tag={Link} to={casePath(latest.id)} textColor="primary700" fontWeight="semiBold" aria-label={text('queue.open', { id: shortId(latest.id) })}>{shortId(latest.id)}</Typography>
        <StateBadge state={latest.state} />
      </Flex>
      <Typography variant="pi" textColor="neutral800" tag="p">{[...new Set(signs)].join(', ')}</Typography>
      {profile === null ? null : <Typography variant="pi" textColor="neutral600" tag="p">{text('duplicates.profile', { level: profile.level, state: text(`profileState.${profile.state}`) })}</Typography>}
    </>
  );
}
