import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';

const Row = styled.div`
  display: flex;
  align-items: center;
  gap: 12px;
  margin: 8px 0;
  &::before,
  &::after {
    content: '';
    flex: 1;
    border-top: 1px solid ${({ theme }) => theme.colors.neutral200};
  }
`;

const dayOf = (at: string, locale: string) => new Date(at).toLocaleDateString(locale, { weekday: 'long', day: 'numeric', month: 'long' });

/** Where another day begins, by the clock of the reader. */
export function DayLine({ at, before }: { at: string; before: string | undefined }) {
  const { locale } = useIntl();
  const day = dayOf(at, locale);
  if (before !== undefined && dayOf(before, locale) === day) return null;
  return <Row><Typography variant="pi" textColor="neutral600">{day}</Typography></Row>;
}
