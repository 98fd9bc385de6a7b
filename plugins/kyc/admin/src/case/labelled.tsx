import { Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';

/** Names and what stands behind them, one below the other. */
export const Terms = styled.dl`
  display: grid;
  grid-template-columns: minmax(92px, auto) minmax(0, 1fr);
  gap: 8px 12px;
  align-items: baseline;
`;

export const Term = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt><Typography variant="pi" textColor="neutral600">{name}</Typography></dt>
    <dd style={{ minWidth: 0, overflowWrap: 'anywhere' }}>{children}</dd>
  </>
);

export const Value = ({ children }: { children: ReactNode }) => <Typography textColor="neutral800" fontWeight="semiBold">{children}</Typography>;
