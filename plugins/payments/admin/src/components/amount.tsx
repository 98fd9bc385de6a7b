import { Typography, type TypographyProps } from '@strapi/design-system';
import { styled } from 'styled-components';
import { formatMoney } from '../format/money';

const Figures = styled(Typography)`
  font-variant-numeric: tabular-nums;
  white-space: nowrap;
`;

/** An amount whose digits stand under each other in a column. */
export const Amount = ({ amountMinor, currency, ...rest }: { amountMinor: string; currency: string } & Pick<TypographyProps, 'variant' | 'textColor' | 'fontWeight'>) => (
  <Figures textColor="neutral800" {...rest}>{formatMoney(amountMinor, currency)}</Figures>
);
