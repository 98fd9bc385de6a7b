import { useFetchClient, useNotification } from '@strapi/strapi/admin';
import { sentenceOf } from '../../../../kernel/admin/src/api/refusal';
import { useSubmit } from '../../../../kernel/admin/src/api/use-submit';
import { useText } from '../text';
import { isSanction, resolutionOf, type Decision } from './decision';
import type { ReportFile, Room } from './types';
import { endOf } from './until';

/**
 * Settles a report. Where its author is silenced and the message goes as well, the message goes last: that cannot be
 * undone, and a decision that was refused must have done nothing. Where only this fails, it is offered beside the message.
 */
export function useResolve(report: ReportFile, room: Room | undefined, onSettled: () => void) {
  const text = useText();
  const { post } = useFetchClient();
  const { toggleNotification } = useNotification();
  const { submit, refuse, isRunning, refusal } = useSubmit({
    onRefused({ code }) {
      if (code !== 'MESSAGING_REPORT_SETTLED') return;
      // A colleague was faster: what is shown then is theirs, with their name.
      toggleNotification({ type: 'warning', message: text('decide.faster') });
      onSettled();
    },
  });

  const removeToo = async (reason: string) => {
    try {
      await post(`/messaging/messages/${report.messageId}/removal`, { reason });
    } catch (error) {
      toggleNotification({ type: 'danger', message: text('decide.notRemoved', { reason: sentenceOf(error) }) });
    }
  };
  const resolve = async (decision: Decision): Promise<void> => {
    if (isSanction(decision) && endOf(decision.until) === undefined) return refuse(['until'], text('until.missing'));
    const isSettled = await submit(() => post(`/messaging/reports/${report.id}/resolution`, resolutionOf(decision, room)), text('decide.done'));
    if (!isSettled) return undefined;
    if (isSanction(decision) && decision.isRemovedToo) await removeToo(decision.note.trim() === '' ? report.reason : decision.note.trim());
    onSettled();
    return undefined;
  };
  return { resolve, isRunning, refusal };
}
