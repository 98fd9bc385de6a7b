import { Box, Flex, Typography } from '@strapi/design-system';
import { useDebounce } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { Card } from '../../../../kernel/admin/src/components/card';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import { absoluteTime } from '../../../../kernel/admin/src/format/time';
import { PRIORITIES } from '../api/types';
import { spanOf } from '../../../../kernel/admin/src/format/due';
import { toLabel } from '../ticket/label';
import { useText } from '../text';
import { ChoiceField, TextField } from './fields';
import type { Policy, Preview, Priority } from './types';

const TYPING_PAUSE_MS = 300;
const POLL_MS = 60_000;

/** What the rules as they are promise about a ticket that is opened at this moment; asked anew with each `round` of changes. */
export function PreviewCard({ round }: { round: number }) {
  const text = useText();
  const { locale } = useIntl();
  const [priority, setPriority] = useState<Priority>('normal');
  const [typed, setTyped] = useState('');
  const category = useDebounce(toLabel(typed), TYPING_PAUSE_MS);
  const preview = useResource<{ data: Preview }>('/messaging/sla-preview', { priority, category }, POLL_MS);
  const policies = useResource<{ data: Policy[] }>('/messaging/sla-policies');
  const [refresh, refreshNames] = [preview.refresh, policies.refresh];
  useEffect(() => {
    refresh();
    refreshNames();
  }, [refresh, refreshNames, round]);
  return (
    <Card title={text('preview.title')}>
      <Flex gap={4} alignItems="flex-start" wrap="wrap">
        <Box width="200px"><ChoiceField label={text('rules.priority')} value={priority} options={PRIORITIES.map((known) => [known, text(`priority.${known}`)])} error={undefined} onChange={(wanted) => setPriority(wanted)} /></Box>
        <Box width="200px"><TextField label={text('rules.category')} value={typed} error={undefined} onChange={setTyped} /></Box>
        <Box flex="1" minWidth="280px">
          <Waiting on={preview}>
            {({ data: { openedAt, policyId, clocks } }) => (
              <Box role="status" paddingTop={1}>
                <Typography tag="p" variant="pi" textColor="neutral600" paddingBottom={2}>
                  {policyId === null ? text('preview.nothing') : text('preview.by', { policy: policies.data?.data.find(({ id }) => id === policyId)?.name ?? policyId })}
                </Typography>
                <Flex tag="dl" direction="column" alignItems="stretch" gap={1}>
                  {clocks.flatMap(({ clock, dueAt }) =>
                    dueAt === null ? [] : [
                      <Flex key={clock} gap={3} alignItems="baseline" wrap="wrap">
                        <Box tag="dt" width="110px"><Typography textColor="neutral600">{text(`clock.${clock}`)}</Typography></Box>
                        <Box tag="dd">
                          <Typography fontWeight="bold" textColor="neutral800">{absoluteTime(dueAt, locale)}</Typography>
                          <Typography textColor="neutral600"> · {text('preview.in', { span: spanOf(Date.parse(dueAt) - Date.parse(openedAt)) })}</Typography>
                        </Box>
                      </Flex>,
                    ],
                  )}
                </Flex>
              </Box>
            )}
          </Waiting>
        </Box>
      </Flex>
    </Card>
  );
}
