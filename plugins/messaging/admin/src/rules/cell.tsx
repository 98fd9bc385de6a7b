import { Td, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';

/** A cell of a list of rules. */
export const Cell = ({ strong = false, children }: { strong?: boolean; children: ReactNode }) => (
  <Td><Typography textColor="neutral800" {...(strong ? { fontWeight: 'semiBold' as const } : {})} style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>{children}</Typography></Td>
);
