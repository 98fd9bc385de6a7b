import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { useAct } from '../../../../kernel/admin/src/api/use-act';
import { Badge, type BadgeVariant } from '../../../../kernel/admin/src/components/badge';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import type { One, Verification, VerifierAsked, VerifierFile } from '../api/types';
import { useText } from '../text';
import { useKnownText } from '../words/known-text';
import { Section } from './section';

interface Props {
  applicationId: string;
  canAsk: boolean;
  /** Shows a file beside the document that is open; absent for who may not open any. */
  onShow: ((file: VerifierFile) => void) | undefined;
}

/** What verifiers said: advice, and where the level wants it a condition. */
export function Verifications({ applicationId, canAsk, onShow }: Props) {
  const text = useText();
  const found = useResource<One<Verification[]>>(`/kyc/applications/${encodeURIComponent(applicationId)}/verifications`);
  return (
    <Section title={text('verifications.title')}>
      <Waiting on={found}>
        {({ data }) => {
          const current = data.filter(({ isCurrent }) => isCurrent);
          if (current.length === 0) return <Typography variant="pi" textColor="neutral700">{text('verifications.none')}</Typography>;
          return <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>{current.map((one) => <li key={one.id}><OneVerification verification={one} canAsk={canAsk} onShow={onShow} onAsked={found.refresh} /></li>)}</Flex>;
        }}
      </Waiting>
    </Section>
  );
}

const variants: Readonly<Record<string, BadgeVariant>> = { passed: 'success', failed: 'danger', review: 'warning', unanswered: 'warning' };

function OneVerification({ verification: { id, kind, state, mustPass, note, asks }, canAsk, onShow, onAsked }: { verification: Verification; onAsked(): void } & Omit<Props, 'applicationId'>) {
  const text = useText();
  const known = useKnownText();
  const { run, isRunning } = useAct();
  const again = async () => {
    await run({ url: `/kyc/verifications/${id}/ask-again`, done: text('verifications.asked') });
    onAsked();
  };
  return (
    <>
      <Flex gap={2} justifyContent="space-between" alignItems="baseline">
        <Typography textColor="neutral800" fontWeight="semiBold">{known('verification', kind)}</Typography>
        <Badge size="S" variant={variants[state] ?? 'neutral'}>{known('verificationState', state)}</Badge>
      </Flex>
      {mustPass ? <Typography variant="pi" textColor="neutral600" tag="p">{text('verifications.mustPass')}</Typography> : null}
      {note === null ? null : <Typography variant="pi" textColor="neutral800" tag="p">{known('verificationNote', note)}</Typography>}
      {asks.map((ask) => <Asked key={ask.reference} ask={ask} onShow={onShow} />)}
      {canAsk && state !== 'pending' && state !== 'created' ? <Box paddingTop={1}><Button size="S" variant="tertiary" loading={isRunning} onClick={again}>{text('verifications.again')}</Button></Box> : null}
    </>
  );
}

function Asked({ ask: { verifier, state, answers, files, latencyMs, error }, onShow }: { ask: VerifierAsked } & Pick<Props, 'onShow'>) {
  const text = useText();
  const known = useKnownText();
  const last = answers.at(-1);
  return (
    <Box paddingTop={1}>
      <Typography variant="pi" textColor="neutral700" tag="p">
        {[verifier, last ? known('verificationState', last.verdict) : known('ask', state), latencyMs === null ? '' : text('verifications.took', { seconds: Math.round(latencyMs / 100) / 10 }), error ?? ''].filter(Boolean).join(' · ')}
      </Typography>
      <ul>
        {last?.checks.map(({ name, outcome, score }) => (
          <li key={name}><Typography variant="pi" textColor={outcome === 'failed' ? 'danger700' : 'neutral800'}>{name.replaceAll('_', ' ')}: {known('checkOutcome', outcome)}{score === null ? '' : ` (${score})`}</Typography></li>
        ))}
        {last?.reasons.map(({ code, text: words }) => <li key={code}><Typography variant="pi" textColor="neutral800">{words}</Typography></li>)}
      </ul>
      {onShow ? files.map((file) => <Button key={file.id} size="S" variant="tertiary" onClick={() => onShow(file)}>{text('verifications.show', { name: known('documentType', file.name) })}</Button>) : null}
    </Box>
  );
}
