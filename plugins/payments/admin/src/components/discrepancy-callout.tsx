import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { CheckCircle, WarningCircle } from '@strapi/icons';
import { useState } from 'react';
import type { Discrepancy } from '../api/types';
import { useAllowed } from '../permissions';
import { useText } from '../text';
import { ResolvedBy, useKind, WhatHappened } from './discrepancy-words';
import { ResolveDialog } from './resolve-dialog';

/** Says on a payment's page what does not fit, and what was decided. */
export function DiscrepancyCallout({ discrepancy, onChange }: { discrepancy: Discrepancy; onChange(): void }) {
  const text = useText();
  const { canResolve } = useAllowed();
  const [isResolving, setIsResolving] = useState(false);
  const kind = useKind(discrepancy);
  const isOpen = discrepancy.state === 'open';
  const tone = isOpen ? 'warning' : 'success';
  return (
    <Flex gap={3} alignItems="flex-start" background={`${tone}100`} borderColor={`${tone}200`} hasRadius padding={4} role={isOpen ? 'alert' : 'note'} width="100%">
      <Box paddingTop="2px">{isOpen ? <WarningCircle fill={`${tone}600`} aria-hidden /> : <CheckCircle fill={`${tone}600`} aria-hidden />}</Box>
      <Box flex="1" minWidth={0}>
        <Typography fontWeight="bold" textColor="neutral800" tag="p">
          {isOpen ? text('discrepancy.callout', { kind }) : text('discrepancy.resolvedCallout', { kind, state: text(`discrepancyState.${discrepancy.state}`) })}
        </Typography>
        <WhatHappened discrepancy={discrepancy} />
        {isOpen ? null : <ResolvedBy discrepancy={discrepancy} />}
      </Box>
      {isOpen && canResolve ? <Button size="S" onClick={() => setIsResolving(true)}>{text('discrepancy.resolve')}</Button> : null}
      {isResolving ? <ResolveDialog id={discrepancy.id} onClose={() => setIsResolving(false)} onResolved={onChange} /> : null}
    </Flex>
  );
}
