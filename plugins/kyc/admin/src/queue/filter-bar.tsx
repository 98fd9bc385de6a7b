import { Checkbox, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import type { Risk } from '../api/types';
import { useText } from '../text';
import { isWork, ORDERS, RISKS, type Order, type QueueQuestion } from './views';

/** The select takes an empty value for none at all. */
const ANY = '*';

interface Props {
  question: QueueQuestion;
  /** Those that were seen. */
  levels: readonly string[];
  onAsk(change: Partial<QueueQuestion>): void;
}

export function FilterBar({ question: { view, level, risk, order, isFree, hasHits }, levels, onAsk }: Props) {
  const text = useText();
  return (
    <Flex gap={3} alignItems="center" wrap="wrap">
      <SingleSelect size="S" aria-label={text('filter.level')} value={level ?? ANY} onChange={(value) => onAsk({ level: value === ANY ? undefined : String(value) })}>
        <SingleSelectOption value={ANY}>{text('filter.anyLevel')}</SingleSelectOption>
        {levels.map((one) => <SingleSelectOption key={one} value={one}>{one}</SingleSelectOption>)}
      </SingleSelect>
      <SingleSelect size="S" aria-label={text('filter.risk')} value={risk ?? ANY} onChange={(value) => onAsk({ risk: value === ANY ? undefined : (String(value) as Risk) })}>
        <SingleSelectOption value={ANY}>{text('filter.anyRisk')}</SingleSelectOption>
        {RISKS.map((one) => <SingleSelectOption key={one} value={one}>{text(`risk.${one}`)}</SingleSelectOption>)}
      </SingleSelect>
      {isWork(view) ? (
        <SingleSelect size="S" aria-label={text('filter.order')} value={order} onChange={(value) => onAsk({ order: String(value) as Order })}>
          {ORDERS.map((one) => <SingleSelectOption key={one} value={one}>{text(`order.${one}`)}</SingleSelectOption>)}
        </SingleSelect>
      ) : null}
      {isWork(view) && view !== 'mine' ? <Checkbox checked={isFree} onCheckedChange={(checked) => onAsk({ isFree: checked === true })}>{text('filter.free')}</Checkbox> : null}
      <Checkbox checked={hasHits} onCheckedChange={(checked) => onAsk({ hasHits: checked === true })}>{text('filter.hits')}</Checkbox>
    </Flex>
  );
}
