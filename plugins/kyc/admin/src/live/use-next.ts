import { useFetchClient, useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { sentenceOf } from '../../../../kernel/admin/src/api/refusal';
import type { One } from '../api/types';
import { casePath } from '../layout/paths';
import { isWork, type QueueQuestion } from '../queue/views';
import { useText } from '../text';

/** What the next case is taken from: the view that somebody works through, in its order. */
export function nextOf({ view, order, level, risk, hasHits }: QueueQuestion): object {
  return {
    order,
    ...(view === 'second' ? { states: ['second_review'] } : {}),
    ...(view === 'overdue' ? { overdue: true } : {}),
    ...(level === undefined || !isWork(view) ? {} : { level }),
    ...(risk === undefined || !isWork(view) ? {} : { risk }),
    ...(hasHits && isWork(view) ? { openHits: true } : {}),
  };
}

/** Takes the next case that nobody holds, and opens it. */
export function useNext(question: QueueQuestion, search: string) {
  const text = useText();
  const { post } = useFetchClient();
  const navigate = useNavigate();
  const { toggleNotification } = useNotification();
  const [isRunning, setIsRunning] = useState(false);
  const next = async (except: readonly string[] = []) => {
    if (isRunning) return;
    setIsRunning(true);
    try {
      const { data } = await post<One<{ id: string } | null>>('/kyc/applications/claim-next', { ...nextOf(question), except });
      if (data.data === null) toggleNotification({ type: 'info', message: text('queue.noNext') });
      else navigate({ pathname: casePath(data.data.id), search });
    } catch (error) {
      toggleNotification({ type: 'danger', message: sentenceOf(error) });
    } finally {
      setIsRunning(false);
    }
  };
  return { next, isRunning };
}
