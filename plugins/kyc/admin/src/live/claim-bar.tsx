import { Button, Flex, Typography } from '@strapi/design-system';
import { useCautionColour } from '../../../../kernel/admin/src/components/readable';
import { spanOf } from '../../../../kernel/admin/src/format/due';
import { useText } from '../text';
import type { HeldCase } from './use-claim';

const SOON_MS = 120_000;

/** Who holds the case, how long, and taking it or giving it back. */
export function ClaimBar({ held, mayTake }: { held: HeldCase; mayTake: boolean }) {
  const text = useText();
  const caution = useCautionColour();
  const { state, now, isRunning } = held;
  const leftMs = state.is === 'mine' ? Date.parse(state.until) - now : 0;
  return (
    <Flex gap={3} alignItems="center" wrap="wrap">
      {state.is === 'mine' ? (
        <Typography variant="pi" fontWeight="semiBold" textColor={leftMs < SOON_MS ? caution : 'neutral700'} style={{ fontVariantNumeric: 'tabular-nums' }}>{text('claim.mine', { span: spanOf(leftMs) })}</Typography>
      ) : state.is === 'others' ? (
        <Typography variant="pi" fontWeight="semiBold" textColor={caution}>{text('claim.others', { name: state.by === '' ? text('holder.colleague') : state.by })}</Typography>
      ) : null}
      {state.is === 'mine' ? <Button size="S" variant="tertiary" loading={isRunning} onClick={held.release}>{text('claim.release')}</Button> : null}
      {mayTake && (state.is === 'free' || state.is === 'lost') ? <Button size="S" loading={isRunning} onClick={held.take}>{text(state.is === 'lost' ? 'claim.again' : 'claim.take')}</Button> : null}
    </Flex>
  );
}
