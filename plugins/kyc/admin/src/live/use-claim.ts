import { useFetchClient, useNotification } from '@strapi/strapi/admin';
import { useEffect, useRef, useState } from 'react';
import { refusalOf } from '../../../../kernel/admin/src/api/refusal';
import { useNow } from '../../../../kernel/admin/src/format/use-now';
import type { CaseFile, One } from '../api/types';
import { useText } from '../text';
import { watchActivity } from './activity';
import { claimAt, claimOf, shouldBeat, type ClaimState } from './claim-state';

/** An answer with one of these says that somebody else has the case, or that it is decided. */
const LOST: readonly (string | undefined)[] = ['KYC_CLAIMED_BY_ANOTHER', 'KYC_NOT_REVIEWABLE', 'KYC_SECOND_REVIEWER_SAME', 'KYC_NOT_CLAIMED'];

/** Holds a case for whoever works on it: taken by them, kept while they do something, lost when they do not. */
export function useClaim(file: CaseFile, me: string) {
  const text = useText();
  const { post } = useFetchClient();
  const { toggleNotification } = useNotification();
  const [state, setState] = useState<ClaimState>(() => claimOf(file.claim, me));
  const [isRunning, setIsRunning] = useState(false);
  const now = useNow();
  const current = claimAt(state, now);
  const latest = useRef({ current, lastBeatMs: Date.now() });
  latest.current.current = current;
  // Nobody has taken what they only lost by the time: the same words would be wrong after a decision.
  useEffect(() => setState(claimOf(file.claim, me)), [file, me]);

  const claim = async (): Promise<void> => {
    latest.current.lastBeatMs = Date.now();
    const { data } = await post<One<{ claimedUntil: string }>>(`/kyc/applications/${file.id}/claim`);
    setState({ is: 'mine', until: data.data.claimedUntil });
  };
  const beat = useRef(claim);
  beat.current = claim;

  useEffect(() => {
    const activity = watchActivity();
    const timer = setInterval(() => {
      const { current: held, lastBeatMs } = latest.current;
      if (!shouldBeat(held, Date.now(), lastBeatMs, activity.lastAtMs())) return;
      // Without an answer the time runs on, and the next one may come.
      beat.current().catch((error: unknown) => LOST.includes(refusalOf(error).code) && setState({ is: 'lost', why: 'taken' }));
    }, 1_000);
    return () => {
      clearInterval(timer);
      activity.stop();
    };
  }, []);

  const run = async (act: () => Promise<void>): Promise<boolean> => {
    setIsRunning(true);
    try {
      await act();
      return true;
    } catch (error) {
      toggleNotification({ type: 'danger', message: refusalOf(error).sentence });
      return false;
    } finally {
      setIsRunning(false);
    }
  };
  const release = async () => {
    await post(`/kyc/applications/${file.id}/release`);
    setState({ is: 'free' });
    toggleNotification({ type: 'success', message: text('claim.released') });
  };
  return {
    state: current,
    now,
    isRunning,
    isMine: current.is === 'mine',
    take: () => run(claim),
    release: () => run(release),
    /** An act was refused because the case is not held any more. */
    lose: (code: string | undefined) => void (LOST.includes(code) && setState({ is: 'lost', why: 'taken' })),
  };
}
export type HeldCase = ReturnType<typeof useClaim>;
