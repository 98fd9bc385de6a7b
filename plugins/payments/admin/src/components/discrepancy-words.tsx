import { Typography } from '@strapi/design-system';
import type { Discrepancy } from '../api/types';
import { formatMoney } from '../format/money';
import { isTextKey, useText } from '../text';

/** In amounts as people write them, and in the words that were kept when it was found. */
export function WhatHappened({ discrepancy: { amountMinor, currency, payment, state, detail } }: { discrepancy: Discrepancy }) {
  const text = useText();
  const arrived = amountMinor === null || currency === null ? undefined : formatMoney(amountMinor, currency);
  const expected = payment ? formatMoney(payment.amountMinor, payment.currency) : undefined;
  const sums = arrived === undefined ? undefined : expected === undefined ? text('discrepancy.arrived', { arrived }) : text('discrepancy.arrivedFor', { arrived, expected });
  return (
    <>
      {sums === undefined ? null : <Typography textColor="neutral800" tag="p">{sums}{state === 'open' ? ` ${text('discrepancy.inSuspense')}` : ''}</Typography>}
      <Typography variant="pi" textColor="neutral700" tag="p">{detail}</Typography>
    </>
  );
}

/** The kind in words; one that is newer than this page as it came. */
export function useKind({ kind }: Pick<Discrepancy, 'kind'>): string {
  const text = useText();
  const key = `discrepancyKind.${kind}`;
  return isTextKey(key) ? text(key) : kind;
}

export function ResolvedBy({ discrepancy: { state, resolvedBy, note } }: { discrepancy: Discrepancy }) {
  const text = useText();
  const actor = resolvedBy?.name ?? resolvedBy?.id ?? text('timeline.system');
  return <Typography variant="pi" textColor="neutral600" tag="p">{text('discrepancy.by', { state: text(`discrepancyState.${state}`), actor, note })}</Typography>;
}
