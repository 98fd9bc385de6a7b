import { Button, Flex, Loader, Typography } from '@strapi/design-system';
import { Paperclip, WarningCircle } from '@strapi/icons';
import type { Underway } from '../drafts/use-outgoing';
import { useLive } from '../live/live';
import { Markdown } from '../markdown/markdown';
import { useText } from '../text';
import { Bubble } from './bubble';

/** What was sent and is not acknowledged: it leaves only when it is, or when its author gives it up. */
export function UnderwayBubble({ message, onAgain, onGiveUp }: { message: Underway; onAgain(): void; onGiveUp(): void }) {
  const text = useText();
  const { isConnected } = useLive();
  const { state, mode, reason } = message;
  return (
    <Flex direction="column" alignItems="stretch" paddingTop={3} gap={1}>
      <Bubble $side={mode === 'note' ? 'note' : 'staff'} style={{ opacity: state === 'sending' ? 0.6 : 1 }}>{message.text === '' ? null : <Markdown>{message.text}</Markdown>}{message.attachments.map(({ id, name }) => <Typography key={id} tag="div" variant="pi"><Paperclip width={11} height={11} aria-hidden /> {name}</Typography>)}</Bubble>
      <Flex gap={2} alignItems="center" justifyContent="flex-end" role="status">
        {state === 'sending' ? <Loader small /> : <WarningCircle width={12} height={12} fill="danger600" aria-hidden />}
        <Typography variant="pi" textColor={state === 'sending' ? 'neutral600' : 'danger700'}>{state === 'sending' ? text(isConnected ? 'underway.sending' : 'underway.waiting') : text(`underway.${state}`, { reason })}</Typography>
        {state === 'sending' ? null : <Button size="S" variant="secondary" onClick={onAgain}>{text('underway.again')}</Button>}
        {state === 'sending' ? null : <Button size="S" variant="tertiary" onClick={onGiveUp}>{text('underway.giveUp')}</Button>}
      </Flex>
    </Flex>
  );
}
