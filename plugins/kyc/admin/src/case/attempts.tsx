import { Button, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { Moment } from '../../../../kernel/admin/src/components/moment';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import { DETAILS, type Attempts as AttemptsOut, type CaseFile, type DetailName, type One } from '../api/types';
import { casePath } from '../layout/paths';
import { useText } from '../text';
import { StateBadge } from '../words/badges';
import { useKnownText } from '../words/known-text';
import { shortId } from '../words/short-id';
import { Section } from './section';

/** What was handed in before: what changed from attempt to attempt, and other applications. To read it is recorded, so that it is asked for, or there is a reason to. */
export function Attempts({ file }: { file: CaseFile }) {
  const text = useText();
  const [isAsked, setIsAsked] = useState(file.attempt > 1);
  const found = useResource<One<AttemptsOut>>(isAsked ? `/kyc/applications/${encodeURIComponent(file.id)}/attempts` : null);
  return (
    <Section title={text('attempts.title')}>
      {isAsked ? <Waiting on={found}>{({ data }) => <Found attempts={data} />}</Waiting> : <Button size="S" variant="tertiary" onClick={() => setIsAsked(true)}>{text('attempts.show')}</Button>}
    </Section>
  );
}

function Found({ attempts: { attempts, former } }: { attempts: AttemptsOut }) {
  const text = useText();
  const ordered = [...attempts].sort((a, b) => b.attempt - a.attempt);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>
        {ordered.map((attempt) => <li key={attempt.attempt}><OneAttempt attempt={attempt} before={attempts.find((other) => other.attempt === attempt.attempt - 1)} /></li>)}
      </Flex>
      {former.length === 0 ? <Typography variant="pi" textColor="neutral700">{text('attempts.noFormer')}</Typography> : (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={2} aria-label={text('attempts.former')}>
          {former.map(({ id, level, state, reasonCodes }) => (
            <li key={id}>
              <Flex gap={2} justifyContent="space-between" alignItems="baseline">
                <Typography tag={Link} to={casePath(id)} textColor="primary700" fontWeight="semiBold" aria-label={text('queue.open', { id: shortId(id) })}>{shortId(id)} · {level}</Typography>
                <StateBadge state={state} />
              </Flex>
              {reasonCodes.length === 0 ? null : <Typography variant="pi" textColor="neutral600" tag="p">{reasonCodes.map((code) => code.replaceAll('_', ' ')).join(', ')}</Typography>}
            </li>
          ))}
        </Flex>
      )}
    </Flex>
  );
}

type Attempt = AttemptsOut['attempts'][number];
const isDetail = (name: string): name is DetailName => DETAILS.some((detail) => detail === name);
const valueIn = (attempt: Attempt | undefined, name: string): string => (isDetail(name) ? attempt?.details?.[name] : attempt?.identifiers.find(({ type }) => type === name)?.masked) ?? '—';

function OneAttempt({ attempt, before }: { attempt: Attempt; before: Attempt | undefined }) {
  const text = useText();
  const known = useKnownText();
  const replaced = attempt.documents.filter(({ isNew }) => isNew && attempt.attempt > 1);
  return (
    <>
      <Typography textColor="neutral800" fontWeight="semiBold" tag="p">{text('attempts.one', { attempt: attempt.attempt })}</Typography>
      <Typography variant="pi" textColor="neutral600" tag="p"><Moment at={attempt.submittedAt} inline /></Typography>
      <ul>
        {attempt.changed.map((name) => (
          <li key={name}><Typography variant="pi" textColor="neutral800">{known(isDetail(name) ? 'detail' : 'number', name)}: <del>{valueIn(before, name)}</del> <ins style={{ textDecoration: 'none', fontWeight: 600 }}>{valueIn(attempt, name)}</ins></Typography></li>
        ))}
        {replaced.map(({ id, type, version }) => <li key={id}><Typography variant="pi" textColor="neutral800">{text('attempts.document', { type: known('documentType', type), version })}</Typography></li>)}
      </ul>
    </>
  );
}
