import { useFetchClient, useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import { sentenceOf } from '../../../../kernel/admin/src/api/refusal';

interface Change {
  method: 'post' | 'put' | 'del';
  url: string;
  body?: unknown;
  /** Shown when it worked. */
  done: string;
}

/** Changes something that staff keep. What the server refuses stays to be read until the next attempt. */
export function useChange() {
  const client = useFetchClient();
  const { toggleNotification } = useNotification();
  const [isRunning, setIsRunning] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  const run = async ({ method, url, body, done }: Change): Promise<boolean> => {
    setIsRunning(true);
    setRefusal(undefined);
    try {
      await (method === 'del' ? client.del(url) : client[method](url, body));
      toggleNotification({ type: 'success', message: done });
      return true;
    } catch (error) {
      setRefusal(sentenceOf(error));
      return false;
    } finally {
      setIsRunning(false);
    }
  };
  return { run, isRunning, refusal };
}
