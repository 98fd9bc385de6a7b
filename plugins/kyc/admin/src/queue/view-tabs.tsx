import { styled } from 'styled-components';
import { useText } from '../text';
import { VIEWS, type View } from './views';

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 4px;
`;

const Choice = styled.button`
  display: flex;
  align-items: center;
  gap: 6px;
  padding: 7px 12px;
  border: 1px solid transparent;
  border-radius: 16px;
  background: none;
  font-size: 1.3rem;
  line-height: 1.4;
  cursor: pointer;
  color: ${({ theme }) => theme.colors.neutral700};
  &:hover {
    background: ${({ theme }) => theme.colors.neutral150};
  }
  &[aria-pressed='true'] {
    color: ${({ theme }) => theme.colors.primary700};
    background: ${({ theme }) => theme.colors.primary100};
    border-color: ${({ theme }) => theme.colors.primary200};
    font-weight: 600;
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 1px;
  }
`;

const Count = styled.span`
  min-width: 20px;
  padding: 0 5px;
  border-radius: 9px;
  text-align: center;
  font-size: 1.1rem;
  font-weight: 600;
  font-variant-numeric: tabular-nums;
  background: ${({ theme }) => theme.colors.neutral200};
  color: ${({ theme }) => theme.colors.neutral800};
`;

interface Props {
  view: View;
  /** How many each view holds, e.g. `12` or `1000+`; absent where it is not told. */
  counts: Partial<Record<View, string>>;
  onView(view: View): void;
}

export function ViewTabs({ view, counts, onView }: Props) {
  const text = useText();
  return (
    <Row role="group" aria-label={text('queue.views')}>
      {VIEWS.map((choice) => (
        <Choice key={choice} type="button" aria-pressed={choice === view} onClick={() => onView(choice)}>
          {text(`view.${choice}`)}
          {counts[choice] === undefined ? null : <Count>{counts[choice]}</Count>}
        </Choice>
      ))}
    </Row>
  );
}
