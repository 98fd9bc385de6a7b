import { useFetchClient, useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import { refusalOf } from '../../../../kernel/admin/src/api/refusal';
import type { One, QueueRow } from '../api/types';
import type { Search } from './search';

/** What a search has found, until another one is made or none. */
export function useSearch() {
  const { post } = useFetchClient();
  const { toggleNotification } = useNotification();
  const [found, setFound] = useState<readonly QueueRow[]>();
  const [isRunning, setIsRunning] = useState(false);
  const search = async (what: Search | undefined) => {
    if (what === undefined) return setFound(undefined);
    setIsRunning(true);
    try {
      const { data } = await post<One<QueueRow[]>>('/kyc/applications/search', what);
      setFound(data.data);
    } catch (error) {
      const { issues, sentence } = refusalOf(error);
      toggleNotification({ type: 'danger', message: issues[0]?.message ?? sentence });
    } finally {
      setIsRunning(false);
    }
  };
  return { found, isRunning, search };
}
