import { Box, Flex, Typography } from '@strapi/design-system';
import { useStaff } from '../live/staff';
import { useText } from '../text';
import type { Macro, MacroPreview } from './types';
import { useStepText } from './use-step-text';

/** What a macro would do to a ticket now, word for word; or which step keeps it from being done. */
export function Preview({ macro, preview }: { macro: Macro; preview: MacroPreview }) {
  const text = useText();
  const { people } = useStaff();
  const describe = useStepText(people);
  const { refusal } = preview;
  return (
    <>
      <Flex tag="ol" direction="column" alignItems="stretch" gap={2} aria-label={text('macro.preview')}>
        {macro.steps.map((step, place) => {
          const said = preview.steps[place]?.text ?? null;
          return (
            <Flex tag="li" key={place} gap={3} alignItems="flex-start">
              <Typography textColor={refusal?.step === place + 1 ? 'danger600' : 'neutral600'} style={{ width: 18 }}>{place + 1}</Typography>
              <Box flex="1">
                <Typography textColor={refusal?.step === place + 1 ? 'danger600' : 'neutral800'}>{describe(step)}</Typography>
                {said === null ? null : <Box tag="blockquote" marginTop={1} padding={3} hasRadius background={step.act === 'note' ? 'warning100' : 'primary100'}><Typography style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{said}</Typography></Box>}
              </Box>
            </Flex>
          );
        })}
      </Flex>
      {refusal === null ? null : <Typography textColor="danger600" role="alert">{text('macro.refused', { step: refusal.step, reason: refusal.reason })}</Typography>}
    </>
  );
}
