import { Button, Checkbox, Flex, Typography } from '@strapi/design-system';
import { useFetchClient } from '@strapi/strapi/admin';
import { useState } from 'react';
import { sentenceOf } from '../../../../kernel/admin/src/api/refusal';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import type { CaseFile, Happening, PageOf } from '../api/types';
import { useText } from '../text';
import { HappeningLine } from './happening-line';
import { Section } from './section';

const PAGE = 15;

/** What happened to the case, the latest first, and who did it. */
export function History({ file, me }: { file: CaseFile; me: string }) {
  const text = useText();
  const { get } = useFetchClient();
  const [withReadings, setWithReadings] = useState(false);
  const [older, setOlder] = useState<{ of: string; rows: Happening[]; cursor: string | null; error?: string }>();
  const readings = withReadings ? 'with' : 'without';
  const address = `/kyc/applications/${encodeURIComponent(file.id)}/timeline`;
  // What was decided meanwhile belongs to it.
  const question = `${readings} ${file.state} ${file.decisions.length}`;
  const latest = useResource<PageOf<Happening>>(address, { readings, limit: PAGE });
  const more = older?.of === question ? older : undefined;
  const next = more ? more.cursor : (latest.data?.meta.nextCursor ?? null);
  const load = async () => {
    const rows = more?.rows ?? [];
    try {
      const { data } = await get<PageOf<Happening>>(address, { params: { readings, limit: PAGE, cursor: next } });
      setOlder({ of: question, rows: [...rows, ...data.data], cursor: data.meta.nextCursor });
    } catch (error) {
      setOlder({ of: question, rows, cursor: next, error: sentenceOf(error) });
    }
  };
  return (
    <Section title={text('history.title')}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Checkbox checked={withReadings} onCheckedChange={(checked) => setWithReadings(checked === true)}>{text('history.readings')}</Checkbox>
        <Waiting on={latest}>
          {({ data }) => (
            <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>
              {[...data, ...(more?.rows ?? [])].map((happening, place) => <li key={`${happening.at} ${place}`}><HappeningLine happening={happening} me={me} /></li>)}
            </Flex>
          )}
        </Waiting>
        {more?.error === undefined ? null : <Typography variant="pi" textColor="danger700" role="status">{more.error}</Typography>}
        {next === null ? null : <Button size="S" variant="tertiary" onClick={load}>{text('history.older')}</Button>}
      </Flex>
    </Section>
  );
}
