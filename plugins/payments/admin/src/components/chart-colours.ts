import { useTheme } from 'styled-components';
import type { TotalGroup } from '../api/types';

/** The same meaning has the same colour as in the badges, in both themes. */
export function useChartColours(): Record<TotalGroup, string> {
  const { colors } = useTheme();
  return { succeeded: colors.success500, failed: colors.danger500, abandoned: colors.neutral400 };
}
