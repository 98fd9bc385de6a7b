import { Flex } from '@strapi/design-system';
import { styled } from 'styled-components';

/** The whole window: its parts scroll, not it. */
export const Shell = styled.div`
  display: flex;
  flex-direction: column;
  height: 100%;
  min-height: 480px;
  min-width: 0;
  overflow: hidden;
  color: ${({ theme }) => theme.colors.neutral800};
`;

/** Queue, conversation, and what is known: one beside the other, or where the window is narrow one below the other. */
export const Columns = styled.div`
  flex: 1;
  min-height: 0;
  display: grid;
  grid-template-columns: minmax(280px, 340px) minmax(0, 1fr);
  background: ${({ theme }) => theme.colors.neutral0};
  @media (max-width: 900px) {
    grid-template-columns: minmax(0, 1fr);
    grid-auto-rows: minmax(240px, auto);
    overflow: auto;
  }
`;

export const Pane = styled.section`
  display: flex;
  flex-direction: column;
  min-height: 0;
  min-width: 0;
  border-right: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

export const Scroll = styled.div`
  flex: 1;
  min-height: 0;
  overflow: auto;
`;

export const Centre = styled(Flex)`
  justify-content: center;
  align-items: center;
  height: 100%;
`;
