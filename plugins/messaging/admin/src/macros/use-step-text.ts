import type { StaffPerson } from '../api/types';
import type { CannedReply } from '../canned/types';
import { spanOf } from '../../../../kernel/admin/src/format/due';
import { useText } from '../text';
import type { MacroStep } from './types';

/** Says in a few words what a step does. */
export function useStepText(people: readonly StaffPerson[], replies: readonly CannedReply[] = []): (step: MacroStep) => string {
  const text = useText();
  return (step) => {
    switch (step.act) {
      case 'reply':
      case 'note':
      case 'take':
        return text(`step.${step.act}`);
      case 'reply_canned': {
        const reply = replies.find(({ id }) => id === step.cannedReplyId);
        return reply ? text('step.replyWith', { shortcut: reply.shortcut }) : text('step.reply_canned');
      }
      case 'assign':
        return step.staffId === null ? text('step.unassign') : text('step.assignTo', { name: people.find(({ id }) => id === step.staffId)?.name ?? text('person.colleague') });
      case 'set_team':
        return step.team === null ? text('step.noTeam') : text('step.toTeam', { team: step.team });
      case 'set_priority':
        return text('step.priority', { priority: text(`priority.${step.priority}`) });
      case 'set_category':
        return step.category === null ? text('step.noCategory') : text('step.category', { category: step.category });
      case 'add_tags':
      case 'remove_tags':
        return text(`step.${step.act}Named`, { tags: step.tags.join(', ') });
      case 'move':
        return text('step.moveTo', { state: text(`state.${step.state}`) });
      case 'snooze':
        return text('step.snoozeFor', { span: spanOf(step.forSeconds * 1_000) });
    }
  };
}
