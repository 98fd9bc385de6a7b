import { useTheme } from 'styled-components';
import type { TotalGroup } from '../api/types';

/** The same meaning has the same colour as in the badges, in both themes. */
export function useChartColours(): Record<TotalGroup, string> & { line: string; shade: string } {
  const { colors } = useTheme();
  return { succeeded: colors.success500, failed: colors.danger500, abandoned: colors.neutral400, line: colors.neutral200, shade: colors.neutral150 };
}
