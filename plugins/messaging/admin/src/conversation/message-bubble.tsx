import { Flex, Typography } from '@strapi/design-system';
import { Check, CheckCircle, Lock } from '@strapi/icons';
import { useIntl } from 'react-intl';
import { useCautionColour } from '../../../../kernel/admin/src/components/readable';
import { absoluteTime } from '../../../../kernel/admin/src/format/time';
import type { StaffPerson } from '../api/types';
import { MessageFiles } from '../files/message-files';
import { useNameOf } from '../live/staff';
import { Markdown } from '../markdown/markdown';
import { useText } from '../text';
import { Bubble, type Side } from './bubble';
import type { Entry, Message } from './timeline';

interface Props {
  ticketId: string;
  message: Message;
  before: Entry | undefined;
  requester: StaffPerson;
  /** Whether the customer has read it; said of the last answer alone. */
  receipt: 'read' | 'delivered' | undefined;
}

/** So soon after one another, messages of one person stand together. */
const TOGETHER_MS = 120_000;

const sideOf = ({ room, authorId }: Message): Side => (room === 'note' ? 'note' : authorId.startsWith('stf_') || authorId === 'system' ? 'staff' : 'customer');

export function MessageBubble({ ticketId, message, before, requester, receipt }: Props) {
  const text = useText();
  const { locale } = useIntl();
  const nameOf = useNameOf();
  const caution = useCautionColour();
  const side = sideOf(message);
  const isTogether = !message.copied && before?.kind === 'message' && before.room === message.room && before.authorId === message.authorId && Date.parse(message.at) - Date.parse(before.at) < TOGETHER_MS;
  const name = nameOf(message.authorId, requester);
  return (
    <Flex direction="column" alignItems="stretch" paddingTop={isTogether ? 1 : 3} gap={1}>
      {isTogether ? null : (
        <Flex gap={2} alignItems="center" justifyContent={side === 'customer' ? 'flex-start' : 'flex-end'}>
          {side === 'note' ? <Lock width={11} height={11} fill="warning700" aria-hidden /> : null}
          {side === 'note' ? <Typography variant="pi" fontWeight="bold" textColor={caution}>{text('note.label')}</Typography> : null}
          <Typography variant="pi" fontWeight="semiBold" textColor="neutral700">{name}</Typography>
          <Typography variant="pi" textColor="neutral600">{message.copied ? text('message.saidAt', { at: absoluteTime(message.copied.at, locale) }) : <time dateTime={message.at} title={message.at}>{new Date(message.at).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })}</time>}</Typography>
        </Flex>
      )}
      <Bubble $side={side} aria-label={text(side === 'note' ? 'note.by' : 'message.by', { name })}>
        {message.text === null ? <Typography textColor="neutral600" style={{ fontStyle: 'italic' }}>{text('message.deleted')}</Typography> : message.text === '' ? null : <Markdown>{message.text}</Markdown>}
        {message.isEdited && message.text !== null ? <Typography variant="pi" textColor="neutral600"> {text('message.edited')}</Typography> : null}
        <MessageFiles ticketId={ticketId} files={message.attachments} />
      </Bubble>
      {message.copied && message.copied.attachments > 0 ? <Typography variant="pi" textColor="neutral600" textAlign={side === 'customer' ? 'left' : 'right'}>{text('message.filesStayed', { count: message.copied.attachments })}</Typography> : null}
      {message.reactions.length > 0 ? (
        <Flex gap={1} justifyContent={side === 'customer' ? 'flex-start' : 'flex-end'}>
          {message.reactions.map(({ emoji, count }) => <Typography key={emoji} variant="pi">{emoji}{count > 1 ? ` ${count}` : ''}</Typography>)}
        </Flex>
      ) : null}
      {receipt === undefined ? null : (
        <Flex gap={1} alignItems="center" justifyContent="flex-end">
          {receipt === 'read' ? <CheckCircle width={11} height={11} fill="success600" aria-hidden /> : <Check width={10} height={10} fill="neutral500" aria-hidden />}
          <Typography variant="pi" textColor="neutral600">{text(`receipt.${receipt}`)}</Typography>
        </Flex>
      )}
    </Flex>
  );
}
