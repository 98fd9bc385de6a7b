import { Box, Button, Flex, IconButton, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { ArrowDown, ArrowUp, Plus, Trash } from '@strapi/icons';
import type { StaffPerson } from '../api/types';
import type { CannedReply } from '../canned/types';
import { useText } from '../text';
import { StepValue } from './step-value';
import { ACTS, MOST_STEPS, NEW_STEPS, type MacroStep } from './types';

/** A step with a name of its own, so that what is typed in one does not move into another when their order changes. */
export interface NamedStep {
  key: string;
  step: MacroStep;
}

let named = 0;
export const nameStep = (step: MacroStep): NamedStep => ({ key: `step-${(named += 1)}`, step });

interface Props {
  steps: readonly NamedStep[];
  people: readonly StaffPerson[];
  replies: readonly CannedReply[];
  onChange(steps: readonly NamedStep[]): void;
}

/** What a macro does, one after the other. */
export function StepsField({ steps, people, replies, onChange }: Props) {
  const text = useText();
  const swap = (place: number, by: 1 | -1) => {
    const next = [...steps];
    const [moved] = next.splice(place, 1);
    if (moved) next.splice(place + by, 0, moved);
    onChange(next);
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography variant="pi" fontWeight="bold">{text('macro.steps')}</Typography>
      <Flex tag="ol" direction="column" alignItems="stretch" gap={2}>
        {steps.map((one, place) => (
          <Box tag="li" key={one.key} padding={3} hasRadius background="neutral100" aria-label={text('macro.step', { step: place + 1 })}>
            <Flex gap={2} alignItems="center">
              <Typography variant="pi" textColor="neutral600" style={{ width: 18 }}>{place + 1}</Typography>
              <Box flex="1">
                <SingleSelect aria-label={text('macro.act', { step: place + 1 })} value={one.step.act} onChange={(act) => onChange(steps.map((other) => (other === one ? nameStep(NEW_STEPS[String(act) as MacroStep['act']]) : other)))}>
                  {ACTS.map((act) => <SingleSelectOption key={act} value={act}>{text(`step.${act}`)}</SingleSelectOption>)}
                </SingleSelect>
              </Box>
              <IconButton variant="ghost" label={text('macro.earlier', { step: place + 1 })} disabled={place === 0} onClick={() => swap(place, -1)}><ArrowUp /></IconButton>
              <IconButton variant="ghost" label={text('macro.later', { step: place + 1 })} disabled={place === steps.length - 1} onClick={() => swap(place, 1)}><ArrowDown /></IconButton>
              <IconButton variant="ghost" label={text('macro.without', { step: place + 1 })} disabled={steps.length === 1} onClick={() => onChange(steps.filter((other) => other !== one))}><Trash /></IconButton>
            </Flex>
            {one.step.act === 'take' ? null : <Box paddingTop={2} paddingLeft={6}><StepValue step={one.step} people={people} replies={replies} onChange={(step) => onChange(steps.map((other) => (other === one ? { ...one, step } : other)))} /></Box>}
          </Box>
        ))}
      </Flex>
      <Box><Button size="S" variant="tertiary" startIcon={<Plus />} disabled={steps.length >= MOST_STEPS} onClick={() => onChange([...steps, nameStep(NEW_STEPS.reply)])}>{text('macro.another')}</Button></Box>
    </Flex>
  );
}
