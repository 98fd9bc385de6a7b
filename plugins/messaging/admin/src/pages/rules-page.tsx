import { Flex, Tabs } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { InboxLink } from '../layout/page-links';
import { useAllowed } from '../permissions';
import { agentKind } from '../rules/agent-kind';
import { calendarKind } from '../rules/calendar-kind';
import { followUpKind } from '../rules/follow-up-kind';
import { policyKind } from '../rules/policy-kind';
import { PreviewCard } from '../rules/preview-card';
import { RuleList } from '../rules/rule-list';
import { KINDS } from '../rules/rule-kind';
import { RulesProvider } from '../rules/rules-context';
import { useText } from '../text';

/** The rules by which the time of tickets is kept, and who is given tickets. */
export function RulesPage() {
  const text = useText();
  const navigate = useNavigate();
  const { tab } = useParams();
  const shown = KINDS.find((kind) => kind === tab) ?? 'policies';
  const { canRules } = useAllowed();
  // Grows with every change, for whatever is computed from the rules.
  const [round, setRound] = useState(0);
  const list = { canEdit: canRules, onChanged: () => setRound((before) => before + 1) };
  return (
    <Page.Main>
      <Page.Title>{text('rules.title')}</Page.Title>
      <Layouts.Header title={text('rules.title')} subtitle={text('rules.subtitle')} primaryAction={<InboxLink />} />
      <Layouts.Content>
        <RulesProvider round={round}>
          <Tabs.Root variant="simple" value={shown} onValueChange={(wanted) => navigate(`/plugins/messaging/rules/${wanted}`)}>
            <Tabs.List aria-label={text('rules.title')}>{KINDS.map((kind) => <Tabs.Trigger key={kind} value={kind}>{text(`${kind}.title`)}</Tabs.Trigger>)}</Tabs.List>
            <Tabs.Content value={shown}>
              <Flex direction="column" alignItems="stretch" gap={5} paddingTop={5}>
                {shown === 'policies' ? <><RuleList kind={policyKind} {...list} /><PreviewCard round={round} /></> : null}
                {shown === 'calendars' ? <RuleList kind={calendarKind} {...list} /> : null}
                {shown === 'followUps' ? <RuleList kind={followUpKind} {...list} /> : null}
                {shown === 'agents' ? <RuleList kind={agentKind} {...list} /> : null}
              </Flex>
            </Tabs.Content>
          </Tabs.Root>
        </RulesProvider>
      </Layouts.Content>
    </Page.Main>
  );
}
