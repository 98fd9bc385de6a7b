import { useFetchClient, Page } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';
import { useLocation, useParams } from 'react-router-dom';
import { sentenceOf } from '../../../../kernel/admin/src/api/refusal';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import type { CaseFile, One } from '../api/types';
import { Case } from '../case/case';
import { useMe } from '../layout/use-me';
import { useText } from '../text';
import { shortId } from '../words/short-id';

/** One application, to be reviewed. It is read once, when it is opened: each reading is recorded. */
export function CasePage() {
  const text = useText();
  const { id = '' } = useParams();
  // Whoever comes again to the same case, because it is the next one, finds it as it is now.
  const { key } = useLocation();
  const of = `${id} ${key}`;
  const me = useMe();
  const { get } = useFetchClient();
  const [state, setState] = useState<{ of: string; file?: CaseFile; error?: string }>({ of });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    get<One<CaseFile>>(`/kyc/applications/${encodeURIComponent(id)}`, { signal: controller.signal }).then(
      ({ data }) => controller.signal.aborted || setState({ of, file: data.data }),
      (error: unknown) => controller.signal.aborted || setState({ of, error: sentenceOf(error) }),
    );
    return () => controller.abort();
    // `get` is a new function at every render; it always does the same.
  }, [id, of, round]);
  const current = state.of === of ? state : { of };
  const file = { data: me === '' ? undefined : current.file, error: current.error, isStale: false, refresh: () => setRound((before) => before + 1) };
  return (
    <Page.Main style={{ flex: 1, minHeight: 0 }}>
      <Page.Title>{text('case.title', { id: shortId(id) })}</Page.Title>
      {file.data === undefined ? <Waiting on={file}>{() => null}</Waiting> : <Case key={of} file={file.data} me={me} onFile={(changed) => setState({ of, file: changed })} />}
    </Page.Main>
  );
}
