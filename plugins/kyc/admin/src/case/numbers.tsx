import { Button, Flex, IconButton, Typography } from '@strapi/design-system';
import { Eye } from '@strapi/icons';
import { useState } from 'react';
import { Badge } from '../../../../kernel/admin/src/components/badge';
import type { CaseFile } from '../api/types';
import { useText } from '../text';
import { useKnownText } from '../words/known-text';
import { AgreementMark } from './agreement';
import { agreementOf } from './differences';
import { Term, Terms, Value } from './labelled';
import { RevealDialog } from './reveal-dialog';
import { Section } from './section';
import { useRevealed } from './use-revealed';
import type { ReadZone } from './use-zones';

interface Props {
  file: CaseFile;
  zones: readonly ReadZone[] | undefined;
  canReveal: boolean;
}

/** The numbers that an applicant gave: masked, unless somebody says what they need one for, and then not for long. */
export function Numbers({ file: { id, identifiers }, zones, canReveal }: Props) {
  const text = useText();
  const known = useKnownText();
  const [asking, setAsking] = useState<string>();
  const revealed = useRevealed(id);
  if (identifiers.length === 0) return null;
  return (
    <Section title={text('case.numbers')}>
      <Terms>
        {identifiers.map(({ type, masked, sharedWith }) => {
          const shown = revealed.numbers[type];
          const agreement = type === 'passport' ? agreementOf('passport', zones) : 'missing';
          return (
            <Term key={type} name={known('number', type)}>
              <Flex gap={2} alignItems="center" wrap="wrap">
                <Value><span data-number={type} style={{ fontFamily: 'ui-monospace, monospace' }}>{shown?.value ?? masked}</span></Value>
                {shown ? (
                  <>
                    <Typography variant="pi" textColor="neutral600" role="timer">{text('reveal.left', { seconds: shown.secondsLeft })}</Typography>
                    <Button size="S" variant="tertiary" onClick={() => revealed.hide(type)}>{text('reveal.hide')}</Button>
                  </>
                ) : canReveal ? (
                  <IconButton size="XS" variant="ghost" label={text('reveal.show', { type: known('number', type) })} onClick={() => setAsking(type)}><Eye /></IconButton>
                ) : null}
              </Flex>
              <Flex gap={1} wrap="wrap">
                {agreement === 'missing' ? null : <AgreementMark is={agreement} words={text(`agreement.${agreement}`)} />}
                {sharedWith.length === 0 ? null : <Badge size="S" variant="warning">{text('number.shared', { count: sharedWith.length })}</Badge>}
              </Flex>
            </Term>
          );
        })}
      </Terms>
      {asking === undefined ? null : <RevealDialog applicationId={id} type={asking} onRevealed={(value) => revealed.show(asking, value)} onClose={() => setAsking(undefined)} />}
    </Section>
  );
}
