import { Typography } from '@strapi/design-system';
import type { QueueRow } from '../api/types';
import { useText } from '../text';

/** Who works on a case now. */
export function Holder({ row: { claim, isDecidedByYou, state }, me }: { row: QueueRow; me: string }) {
  const text = useText();
  const holder = claim === null ? text('holder.nobody') : claim.by.id === me ? text('holder.you') : claim.by.name === '' ? text('holder.colleague') : claim.by.name;
  return (
    <>
      <Typography variant="pi" textColor={claim === null ? 'neutral600' : 'neutral800'} fontWeight={claim?.by.id === me ? 'bold' : 'regular'}>{holder}</Typography>
      {isDecidedByYou && state === 'second_review' ? <Typography variant="pi" textColor="neutral600" tag="p">{text('holder.decidedByYou')}</Typography> : null}
    </>
  );
}
