import { EmptyStateLayout } from '@strapi/design-system';
import { Page, useAuth } from '@strapi/strapi/admin';
import { useCallback, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { ConversationPane } from '../conversation/conversation-pane';
import { ShortcutsDialog } from '../keyboard/shortcuts-dialog';
import { useShortcuts } from '../../../../kernel/admin/src/keyboard/use-shortcuts';
import { InboxHeader } from '../layout/inbox-header';
import { Centre, Columns, Shell } from '../layout/shell';
import { QueuePane } from '../queue/queue-pane';
import { useQueue } from '../queue/use-queue';
import { useSeen } from '../queue/use-seen';
import { isView, VIEWS, type QueueQuestion } from '../queue/views';
import { StaffProvider } from '../live/staff';
import { useText } from '../text';
import { SignedOut } from '../layout/signed-out';

/** Strapi's own type leaves the public id out. */
interface StoredUser {
  documentId?: string;
}

/** Where staff work: the queue, one ticket, and what is known about it. */
export function InboxPage() {
  const text = useText();
  const me = useAuth('InboxPage', ({ user }) => (user as StoredUser | undefined)?.documentId);
  if (me === undefined) return <Page.Loading />;
  return (
    // As high as what the panel leaves of the window; where it leaves nothing open, it scrolls.
    <Page.Main style={{ flex: 1, minHeight: 0 }}>
      <Page.Title>{text('title')}</Page.Title>
      <StaffProvider me={me}><Inbox me={me} /></StaffProvider>
    </Page.Main>
  );
}

function Inbox({ me }: { me: string }) {
  const text = useText();
  const { id } = useParams();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const view = params.get('view');
  const question: QueueQuestion = { view: isView(view) ? view : 'mine', search: params.get('search') ?? '', order: params.get('order') === 'oldest' ? 'oldest' : 'newest' };
  const queue = useQueue(question);
  const { seen, show } = useSeen(me);

  const ask = useCallback(
    (change: Partial<QueueQuestion>) =>
      setParams((before) => {
        for (const [name, value] of Object.entries(change)) value === '' ? before.delete(name) : before.set(name, value);
        return before;
      }, { replace: true }),
    [setParams],
  );
  const open = (ticketId: string) => navigate({ pathname: `/plugins/messaging/tickets/${ticketId}`, search: params.toString() }, { replace: id !== undefined });
  const step = (by: 1 | -1) => {
    const tickets = queue.tickets ?? [];
    const at = tickets.findIndex((ticket) => ticket.id === id);
    const next = tickets[at < 0 ? 0 : Math.min(Math.max(at + by, 0), tickets.length - 1)];
    if (next && next.id !== id) open(next.id);
  };
  useShortcuts({
    '?': () => setIsHelpOpen(true),
    j: () => step(1),
    k: () => step(-1),
    ...Object.fromEntries(VIEWS.map((choice, place) => [String(place + 1), () => ask({ view: choice })])),
    '/': () => document.querySelector<HTMLElement>('[data-inbox="search"] input')?.focus(),
  });

  return (
    <Shell>
      <InboxHeader onHelp={() => setIsHelpOpen(true)} />
      <SignedOut />
      <Columns>
        <QueuePane queue={queue} question={question} onAsk={ask} openId={id} seen={seen} onOpen={open} onStep={step} />
        {id === undefined ? <Centre><EmptyStateLayout content={text('inbox.none')} shadow="" /></Centre> : <ConversationPane key={id} id={id} me={me} onShown={show} />}
      </Columns>
      {isHelpOpen ? <ShortcutsDialog onClose={() => setIsHelpOpen(false)} /> : null}
    </Shell>
  );
}
