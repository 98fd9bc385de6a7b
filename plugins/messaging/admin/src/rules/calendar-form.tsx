import { Button, Flex, Grid, Typography } from '@strapi/design-system';
import { Duplicate } from '@strapi/icons';
import { issueAt } from '../../../../kernel/admin/src/api/refusal';
import { useText } from '../text';
import { likeMonday, type CalendarDraft } from './calendar-draft';
import { TextField } from './fields';
import { HolidaysField } from './holidays-field';
import type { FormProps } from './rule-kind';
import { SpansField } from './spans-field';
import { WEEKDAYS } from './types';

/** As the browser knows them; the server takes any that it knows. */
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];

export function CalendarForm({ draft, refusal, onChange }: FormProps<CalendarDraft>) {
  const text = useText();
  return (
    <>
      <Grid.Root gap={4}>
        <Grid.Item col={6} xs={12} alignItems="flex-start"><TextField isRequired label={text('rules.name')} value={draft.name} error={issueAt(refusal, 'name')} onChange={(name) => onChange({ name })} /></Grid.Item>
        <Grid.Item col={6} xs={12} alignItems="flex-start">
          <TextField isRequired label={text('calendars.timeZone')} hint={text('calendars.timeZoneHint')} options={ZONES} value={draft.timeZone} error={issueAt(refusal, 'timeZone')} onChange={(timeZone) => onChange({ timeZone })} />
        </Grid.Item>
      </Grid.Root>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Flex justifyContent="space-between" alignItems="center" gap={3} wrap="wrap">
          <Typography variant="delta" tag="h3" textColor="neutral800">{text('calendars.week')}</Typography>
          <Button type="button" size="S" variant="tertiary" startIcon={<Duplicate />} onClick={() => onChange({ week: likeMonday(draft.week) })}>{text('calendars.likeMonday')}</Button>
        </Flex>
        {WEEKDAYS.map((day) => (
          <SpansField key={day} label={text(`day.${day}`)} closed={text('calendars.closed')} spans={draft.week[day]} error={issueAt(refusal, 'week', day)} onChange={(spans) => onChange({ week: { ...draft.week, [day]: spans } })} />
        ))}
      </Flex>
      <HolidaysField holidays={draft.holidays} refusal={refusal} onChange={(holidays) => onChange({ holidays })} />
    </>
  );
}
