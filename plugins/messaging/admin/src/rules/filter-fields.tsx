import { Grid } from '@strapi/design-system';
import { issueAt, type Refusal } from '../../../../kernel/admin/src/api/refusal';
import { PRIORITIES } from '../api/types';
import { useText } from '../text';
import { ChoiceField, TextField } from './fields';
import { useRules } from './rules-context';
import type { Priority } from './types';

/** Selects take an empty value for none at all. */
const ANY = 'any';

export interface FilterDraft {
  name: string;
  priority: Priority | null;
  category: string;
  calendarId: string | null;
}

export const draftOfFilter = (rule: { name: string; priority: Priority | null; category: string | null; calendarId: string | null } | undefined): FilterDraft => ({
  name: rule?.name ?? '', priority: rule?.priority ?? null, category: rule?.category ?? '', calendarId: rule?.calendarId ?? null,
});
export const bodyOfFilter = ({ name, priority, category, calendarId }: FilterDraft): object => ({ name: name.trim(), priority, category: category.trim() === '' ? null : category.trim(), calendarId });

/** What policies and follow-up rules share: a name, for which tickets, and by whose hours. */
export function FilterFields({ draft, refusal, onChange }: { draft: FilterDraft; refusal: Refusal | undefined; onChange(change: Partial<FilterDraft>): void }) {
  const text = useText();
  const { calendars } = useRules();
  return (
    <Grid.Root gap={4}>
      <Grid.Item col={6} xs={12} alignItems="flex-start"><TextField isRequired label={text('rules.name')} value={draft.name} error={issueAt(refusal, 'name')} onChange={(name) => onChange({ name })} /></Grid.Item>
      <Grid.Item col={6} xs={12} alignItems="flex-start">
        <ChoiceField
          label={text('rules.calendar')}
          value={draft.calendarId ?? ANY}
          options={[[ANY, text('rules.aroundTheClock')], ...calendars.map(({ id, name }) => [id, name] as const)]}
          error={issueAt(refusal, 'calendarId')}
          onChange={(chosen) => onChange({ calendarId: chosen === ANY ? null : chosen })}
        />
      </Grid.Item>
      <Grid.Item col={6} xs={12} alignItems="flex-start">
        <ChoiceField
          label={text('rules.priority')}
          value={draft.priority ?? ANY}
          options={[[ANY, text('rules.any')], ...PRIORITIES.map((known) => [known, text(`priority.${known}`)] as const)]}
          error={issueAt(refusal, 'priority')}
          onChange={(chosen) => onChange({ priority: chosen === ANY ? null : (chosen as Priority) })}
        />
      </Grid.Item>
      <Grid.Item col={6} xs={12} alignItems="flex-start"><TextField label={text('rules.category')} hint={text('rules.categoryHint')} value={draft.category} error={issueAt(refusal, 'category')} onChange={(category) => onChange({ category })} /></Grid.Item>
    </Grid.Root>
  );
}

/** For which tickets a rule is, in a few words. */
export function useFilterWords() {
  const text = useText();
  return ({ priority, category }: { priority: Priority | null; category: string | null }): string => {
    const parts = [...(priority === null ? [] : [text(`priority.${priority}`)]), ...(category === null ? [] : [category])];
    return parts.length === 0 ? text('rules.everything') : parts.join(' · ');
  };
}

/** By whose hours. */
export function useCalendarName() {
  const text = useText();
  const { calendars } = useRules();
  return (calendarId: string | null): string => (calendarId === null ? text('rules.aroundTheClock') : (calendars.find(({ id }) => id === calendarId)?.name ?? '–'));
}
