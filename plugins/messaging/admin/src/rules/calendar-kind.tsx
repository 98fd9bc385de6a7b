import { useText } from '../text';
import { bodyOfCalendar, draftOfCalendar, weekWords, type CalendarDraft } from './calendar-draft';
import { CalendarForm } from './calendar-form';
import { Cell } from './cell';
import type { RuleKind } from './rule-kind';
import type { Calendar } from './types';

function Cells({ rule }: { rule: Calendar }) {
  const text = useText();
  return (
    <>
      <Cell strong>{rule.name}</Cell>
      <Cell>{rule.timeZone}</Cell>
      <Cell>{weekWords(rule.week, (day) => text(`shortDay.${day}`))}</Cell>
      <Cell>{rule.holidays.length === 0 ? '–' : text('calendars.holidayCount', { count: rule.holidays.length })}</Cell>
    </>
  );
}

/** By whose hours time is counted. */
export const calendarKind: RuleKind<Calendar, CalendarDraft> = {
  name: 'calendars',
  path: '/messaging/business-calendars',
  columns: ['rules.name', 'calendars.timeZone', 'calendars.week', 'calendars.holidays'],
  Cells,
  nameOf: ({ name }) => name,
  draftOf: (rule) => draftOfCalendar(rule, Intl.DateTimeFormat().resolvedOptions().timeZone),
  bodyOf: bodyOfCalendar,
  Form: CalendarForm,
};
