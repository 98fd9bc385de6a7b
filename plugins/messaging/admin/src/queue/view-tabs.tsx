import { styled } from 'styled-components';
import { useText } from '../text';
import { VIEWS, type View } from './views';

const Row = styled.div`
  display: flex;
  padding: 0 8px;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

const Choice = styled.button`
  flex: 1 1 auto;
  padding: 12px 6px 10px;
  background: none;
  border: 0;
  border-bottom: 2px solid transparent;
  font-size: 1.3rem;
  cursor: pointer;
  color: ${({ theme }) => theme.colors.neutral600};
  &[aria-pressed='true'] {
    color: ${({ theme }) => theme.colors.primary600};
    border-color: ${({ theme }) => theme.colors.primary600};
    font-weight: 600;
  }
`;

export function ViewTabs({ view, onView }: { view: View; onView(view: View): void }) {
  const text = useText();
  return (
    <Row role="group" aria-label={text('queue.views')}>
      {VIEWS.map((choice) => <Choice key={choice} type="button" aria-pressed={choice === view} onClick={() => onView(choice)}>{text(`view.${choice}`)}</Choice>)}
    </Row>
  );
}
