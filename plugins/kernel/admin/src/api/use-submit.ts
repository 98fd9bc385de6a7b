import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import { refusalOf, type Refusal } from './refusal';

/** Sends what somebody filled in: says that it was done, or keeps why not, to be shown where they filled it in. */
export function useSubmit({ onRefused }: { onRefused?(refusal: Refusal): void } = {}) {
  const { toggleNotification } = useNotification();
  const [isRunning, setIsRunning] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();

  /** Answers whether it worked. */
  const submit = async (send: () => Promise<unknown>, done: string): Promise<boolean> => {
    setIsRunning(true);
    try {
      await send();
      setRefusal(undefined);
      toggleNotification({ type: 'success', message: done });
      return true;
    } catch (error) {
      const refused = refusalOf(error);
      setRefusal(refused);
      onRefused?.(refused);
      return false;
    } finally {
      setIsRunning(false);
    }
  };
  /** Says what is missing, where nothing need be sent to know it. */
  const refuse = (path: readonly string[], message: string) => setRefusal({ code: undefined, sentence: message, issues: [{ path, message }] });
  return { submit, refuse, isRunning, refusal };
}
