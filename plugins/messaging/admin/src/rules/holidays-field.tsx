import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { issueAt, type Refusal } from '../../../../kernel/admin/src/api/refusal';
import { useText } from '../text';
import { Block } from './block';
import type { HolidayDraft } from './calendar-draft';
import { TextField } from './fields';
import { without } from './list-editing';
import { SpansField } from './spans-field';

interface Props {
  holidays: readonly HolidayDraft[];
  refusal: Refusal | undefined;
  onChange(holidays: readonly HolidayDraft[]): void;
}

/** Days that are unlike others of their name: closed, or of other hours. */
export function HolidaysField({ holidays, refusal, onChange }: Props) {
  const text = useText();
  const set = (place: number, change: Partial<HolidayDraft>) => onChange(holidays.map((holiday, at) => (at === place ? { ...holiday, ...change } : holiday)));
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography variant="delta" tag="h3" textColor="neutral800">{text('calendars.holidays')}</Typography>
      {holidays.map((holiday, place) => (
        <Block key={place} title={holiday.name.trim() === '' ? text('holiday.title', { number: place + 1 }) : holiday.name} removeLabel={text('holiday.remove', { number: place + 1 })} onRemove={() => onChange(without(holidays, place))}>
          <Flex direction="column" alignItems="stretch" gap={3}>
            <Flex gap={4} alignItems="flex-start">
              <Box flex="1"><TextField isRequired label={text('holiday.date')} hint={text('holiday.dateHint')} placeholder="12-25" value={holiday.date} error={issueAt(refusal, 'holidays', place, 'date')} onChange={(date) => set(place, { date })} /></Box>
              <Box flex="1"><TextField isRequired label={text('holiday.name')} value={holiday.name} error={issueAt(refusal, 'holidays', place, 'name')} onChange={(name) => set(place, { name })} /></Box>
            </Flex>
            <SpansField label={text('holiday.hours')} closed={text('holiday.closed')} spans={holiday.spans} error={issueAt(refusal, 'holidays', place, 'spans')} onChange={(spans) => set(place, { spans })} />
          </Flex>
        </Block>
      ))}
      <Flex><Button type="button" size="S" variant="secondary" startIcon={<Plus />} onClick={() => onChange([...holidays, { date: '', name: '', spans: [] }])}>{text('holiday.add')}</Button></Flex>
    </Flex>
  );
}
