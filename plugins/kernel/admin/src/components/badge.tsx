import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { readable } from './readable';

export type BadgeVariant = 'success' | 'danger' | 'warning' | 'neutral' | 'primary' | 'secondary' | 'alternative';

const Frame = styled.span<{ $variant: BadgeVariant; $isSmall: boolean }>`
  display: inline-flex;
  align-items: center;
  padding: ${({ $isSmall }) => ($isSmall ? '1px 4px' : '3px 8px')};
  border-radius: 4px;
  border: 1px solid ${({ theme, $variant }) => theme.colors[`${$variant}200`]};
  background: ${({ theme, $variant }) => theme.colors[`${$variant}100`]};
  color: ${({ theme, $variant }) => readable(theme, `${$variant}700`)};
  font-size: 1.1rem;
  font-weight: 600;
  line-height: 1.45;
  text-transform: uppercase;
  white-space: nowrap;
`;

/** A word of state, in a colour. The panel's own badge is too faint for its size. */
export const Badge = ({ variant = 'neutral', size = 'M', children }: { variant?: BadgeVariant; size?: 'S' | 'M'; children: ReactNode }) => <Frame $variant={variant} $isSmall={size === 'S'}>{children}</Frame>;
