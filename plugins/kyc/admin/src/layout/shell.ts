import { styled } from 'styled-components';

/** The whole window: its parts scroll, not it. */
export const Shell = styled.div`
  display: flex;
  flex-direction: column;
  height: 100%;
  min-height: 560px;
  min-width: 0;
  overflow: hidden;
  color: ${({ theme }) => theme.colors.neutral800};
  background: ${({ theme }) => theme.colors.neutral0};
  @media (max-width: 1000px) {
    height: auto;
    overflow: visible;
  }
`;

/** Documents, what was said, and what was found out: one beside the other, or where the window is narrow one below the other. */
export const Columns = styled.div`
  flex: 1;
  min-height: 0;
  display: grid;
  grid-template-columns: minmax(0, 1.7fr) minmax(260px, 0.8fr) minmax(280px, 1fr);
  @media (max-width: 1000px) {
    grid-template-columns: minmax(0, 1fr);
    > :first-child {
      height: 72vh;
    }
  }
`;

export const Column = styled.section`
  display: flex;
  flex-direction: column;
  min-height: 0;
  min-width: 0;
  border-right: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

/** Where there is more than fits. It can have the focus, so that the arrow keys scroll it. */
export const ScrollColumn = styled(Column).attrs({ tabIndex: 0 })`
  overflow-y: auto;
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
`;

export const Bar = styled.header`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: space-between;
  gap: 8px 16px;
  padding: 8px 16px;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

export const DecisionBar = styled.footer`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: space-between;
  gap: 8px 16px;
  padding: 10px 16px;
  border-top: 1px solid ${({ theme }) => theme.colors.neutral200};
  background: ${({ theme }) => theme.colors.neutral0};
  @media (max-width: 1000px) {
    position: sticky;
    bottom: 0;
    z-index: 1;
  }
`;
