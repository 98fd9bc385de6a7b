import { styled } from 'styled-components';

export type Side = 'customer' | 'staff' | 'note';

/** The customer stands left, we stand right; a note runs through both and looks like none of them. */
export const Bubble = styled.article<{ $side: Side }>`
  width: fit-content;
  max-width: ${({ $side }) => ($side === 'note' ? '100%' : 'min(80%, 640px)')};
  margin: ${({ $side }) => ({ customer: '0 auto 0 0', staff: '0 0 0 auto', note: '0 0 0 auto' })[$side]};
  padding: 8px 12px;
  border-radius: ${({ $side }) => ({ customer: '2px 12px 12px 12px', staff: '12px 2px 12px 12px', note: '6px' })[$side]};
  background: ${({ theme, $side }) => ({ customer: theme.colors.neutral0, staff: theme.colors.primary100, note: theme.colors.warning100 })[$side]};
  border: 1px ${({ $side }) => ($side === 'note' ? 'dashed' : 'solid')} ${({ theme, $side }) => ({ customer: theme.colors.neutral150, staff: theme.colors.primary200, note: theme.colors.warning500 })[$side]};
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  font-size: 1.4rem;
  line-height: 1.45;
  color: ${({ theme }) => theme.colors.neutral800};
`;
