import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { ArrowClockwise, Eye, EyeStriked } from '@strapi/icons';
import { useState } from 'react';
import { useAct } from '../../../../kernel/admin/src/api/use-act';
import type { Webhook } from '../api/types';
import { useAllowed } from '../permissions';
import { useText } from '../text';
import { WebhookBadge } from './badges';
import { Moment } from '../../../../kernel/admin/src/components/moment';
import { RawBody } from './raw-body';

/** What the gateway sent, what became of it, and what staff may do with it. */
export function Webhooks({ webhooks, onChange }: { webhooks: readonly Webhook[]; onChange(): void }) {
  const text = useText();
  if (webhooks.length === 0) return <Typography textColor="neutral600">{text('webhooks.none')}</Typography>;
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
      {webhooks.map((webhook) => <Box tag="li" key={webhook.id}><OneWebhook webhook={webhook} onChange={onChange} /></Box>)}
    </Flex>
  );
}

function OneWebhook({ webhook, onChange }: { webhook: Webhook; onChange(): void }) {
  const text = useText();
  const { canReadWebhooks, canReplayWebhooks } = useAllowed();
  const { run, isRunning } = useAct();
  const [isOpen, setIsOpen] = useState(false);
  const isAtWork = webhook.state === 'received' || webhook.state === 'working';
  const replay = async () => {
    await run({ url: `/payments/webhooks/${webhook.id}/replay`, done: text('webhooks.replayed') });
    onChange();
  };
  return (
    <Box>
      <Flex justifyContent="space-between" alignItems="flex-start" gap={3} wrap="wrap">
        <Box minWidth={0}>
          <Flex gap={2} alignItems="center">
            <Typography fontWeight="bold" textColor="neutral800">{webhook.type}</Typography>
            <WebhookBadge state={webhook.state} />
          </Flex>
          <Typography variant="pi" textColor="neutral600" tag="p">
            <Moment at={webhook.receivedAt} inline /> · {text('webhooks.attempts', { count: webhook.attempts })}
            {webhook.repeats > 0 ? ` · ${text('webhooks.repeats', { count: webhook.repeats })}` : ''}
          </Typography>
          <Typography variant="pi" textColor={webhook.lastError === null ? 'neutral700' : 'danger600'} tag="p">{webhook.lastError ?? webhook.outcome}</Typography>
        </Box>
        <Flex gap={2} wrap="wrap">
          {canReadWebhooks && webhook.isReadable ? (
            <Button
              size="S"
              variant="tertiary"
              startIcon={isOpen ? <EyeStriked /> : <Eye />}
              aria-expanded={isOpen}
              onClick={() => {
                setIsOpen(!isOpen);
                // The reading is a line of the timeline.
                if (!isOpen) onChange();
              }}
            >
              {isOpen ? text('webhooks.hide') : `${text('webhooks.show')} (${text('webhooks.showHint')})`}
            </Button>
          ) : null}
          {canReplayWebhooks ? <Button size="S" variant="secondary" startIcon={<ArrowClockwise />} loading={isRunning} disabled={isAtWork} onClick={replay}>{text('webhooks.replay')}</Button> : null}
        </Flex>
      </Flex>
      {isOpen ? <RawBody id={webhook.id} type={webhook.type} /> : null}
    </Box>
  );
}
