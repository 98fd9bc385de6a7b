import { Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { Card } from '../../../../kernel/admin/src/components/card';
import { Moment } from '../../../../kernel/admin/src/components/moment';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import type { One } from '../api/types';
import { useText } from '../text';
import type { ListVersion } from './types';

const COLUMNS = ['list', 'version', 'entries', 'change', 'imported'] as const;
const SHOWN_OF_HASH = 12;

/** What everybody is screened against, and what the last import changed. */
export function ListsCard() {
  const text = useText();
  const lists = useResource<One<ListVersion[]>>('/kyc/screening-lists');
  return (
    <Card title={text('screening.lists')}>
      <Waiting on={lists}>
        {({ data }) =>
          data.length === 0 ? (
            <Typography textColor="neutral600">{text('screening.noLists')}</Typography>
          ) : (
            <Table colCount={COLUMNS.length} rowCount={data.length + 1} aria-label={text('screening.lists')}>
              <Thead>
                <Tr>{COLUMNS.map((column) => <Th key={column}><Typography variant="sigma" textColor="neutral600">{text(`screening.column.${column}`)}</Typography></Th>)}</Tr>
              </Thead>
              <Tbody>
                {data.map(({ list, version, entries, added, changed, removed, fileSha256, importedAt }) => (
                  <Tr key={list}>
                    <Td><Typography fontWeight="bold" textColor="neutral800">{list}</Typography></Td>
                    <Td>
                      <Typography textColor="neutral800" tag="p">{version}</Typography>
                      <Typography variant="pi" textColor="neutral600" title={fileSha256} style={{ fontFamily: 'ui-monospace, monospace' }}>{fileSha256.slice(0, SHOWN_OF_HASH)}</Typography>
                    </Td>
                    <Td><Typography textColor="neutral800">{entries.toLocaleString('en')}</Typography></Td>
                    <Td><Typography textColor="neutral800">{text('screening.change', { added, changed, removed })}</Typography></Td>
                    <Td><Moment at={importedAt} /></Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )
        }
      </Waiting>
    </Card>
  );
}
