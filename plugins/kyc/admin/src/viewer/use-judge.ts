import { useFetchClient } from '@strapi/strapi/admin';
import { useSubmit } from '../../../../kernel/admin/src/api/use-submit';
import type { CaseDocument } from '../api/types';
import { useText } from '../text';

export type Verdict = { state: 'accepted' } | { state: 'refused'; reasons: readonly string[] };

/** Says what one thinks of a document. */
export function useJudge(onJudged: () => void, onRefused: (code: string | undefined) => void) {
  const text = useText();
  const { post } = useFetchClient();
  const { submit, isRunning, refusal } = useSubmit({ onRefused: ({ code }) => onRefused(code) });
  const judge = async ({ id }: CaseDocument, verdict: Verdict): Promise<boolean> => {
    const isDone = await submit(() => post(`/kyc/documents/${id}/verdict`, verdict), text(`judge.${verdict.state}`));
    if (isDone) onJudged();
    return isDone;
  };
  return { judge, isRunning, refusal };
}
export type Judging = ReturnType<typeof useJudge>;
