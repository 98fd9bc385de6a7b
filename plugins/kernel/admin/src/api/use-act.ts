import { useFetchClient, useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import { sentenceOf } from './refusal';

interface Act {
  url: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** Shown when it worked. */
  done: string;
}

/** Sends an act to the server and says how it went. `run` answers whether it worked. */
export function useAct() {
  const { post } = useFetchClient();
  const { toggleNotification } = useNotification();
  const [isRunning, setIsRunning] = useState(false);

  const run = async ({ url, body, headers, done }: Act): Promise<boolean> => {
    setIsRunning(true);
    try {
      await post(url, body, headers ? { headers } : {});
      toggleNotification({ type: 'success', message: done });
      return true;
    } catch (error) {
      toggleNotification({ type: 'danger', message: sentenceOf(error) });
      return false;
    } finally {
      setIsRunning(false);
    }
  };
  return { run, isRunning };
}
