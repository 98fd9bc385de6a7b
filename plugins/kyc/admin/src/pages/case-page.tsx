import { Layouts, Page } from '@strapi/strapi/admin';
import { Typography } from '@strapi/design-system';
import { useParams } from 'react-router-dom';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { Card } from '../../../../kernel/admin/src/components/card';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import { DETAILS, type CaseFile, type One } from '../api/types';
import { useText } from '../text';
import { shortId } from '../words/short-id';

export function CasePage() {
  const text = useText();
  const { id = '' } = useParams();
  const file = useResource<One<CaseFile>>(`/kyc/applications/${encodeURIComponent(id)}`);
  return (
    <Page.Main>
      <Page.Title>{text('case.title', { id: shortId(id) })}</Page.Title>
      <Layouts.Header title={text('case.title', { id: shortId(id) })} />
      <Layouts.Content>
        <Waiting on={file}>
          {({ data }) => (
            <Card title={text('case.said')}>
              {DETAILS.map((name) => <Typography key={name} tag="p">{text(`detail.${name}`)}: {data.details?.[name] ?? '—'}</Typography>)}
            </Card>
          )}
        </Waiting>
      </Layouts.Content>
    </Page.Main>
  );
}
