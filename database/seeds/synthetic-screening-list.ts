import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { transaction } from '#kernel';
import { importList, type ListEntry } from '#kyc';

const person = (id: string, names: string[], dateOfBirth: string, country: string, weakNames: string[] = []): ListEntry => ({ id, kind: 'person', names, weakNames, datesOfBirth: [dateOfBirth], countries: [country], programs: ['SYNTHETIC'] });
const organisation = (id: string, names: string[], country: string): ListEntry => ({ id, kind: 'organization', names, weakNames: [], datesOfBirth: [], countries: [country], programs: ['SYNTHETIC'] });

/** Nobody: names that were made up, to see a hit. Real lists are imported with `npm run screening`. */
const entries: readonly ListEntry[] = [
  person('SYN-001', ['Ignatius Quellbrook', 'Игнатий Квеллбрук'], '1961-03-14', 'GB', ['The Heron']),
  person('SYN-002', ['Tamunoemi Blackwater-Ogbu', 'Tamuno Ogbu'], '1974', 'NG'),
  person('SYN-003', ['Zubair al-Marzuqani', 'زبير المرزقاني'], '1958-11', 'YE'),
  person('SYN-004', ['Radomir Vesnakov', 'Радомир Веснаков'], '1969-07-02', 'BY'),
  person('SYN-005', ['Xiomara Teruel Quintavalle'], '1980-12-25', 'VE', ['La Garza']),
  person('SYN-006', ['Ouyang Zhenlu', '欧阳振鲁'], '1966-05-09', 'CN'),
  person('SYN-007', ['Obafunmilayo Eredo-Kuti', 'Oba Eredo'], '1971-01-30', 'NG'),
  person('SYN-008', ['Thessalonia Papadrakis', 'Θεσσαλονία Παπαδράκη'], '1977-08-18', 'GR'),
  organisation('SYN-101', ['Mangrove Heron Trading Ltd', 'MHT Commodities'], 'NG'),
  organisation('SYN-102', ['Vesnakov Holdings OOO', 'ООО Веснаков'], 'BY'),
];

async function* all(): AsyncGenerator<ListEntry> {
  for (const entry of entries) yield await Promise.resolve(entry);
}

/** The list that a new development server screens against. Nothing where it is there already. */
export async function seedScreeningList(strapi: Core.Strapi): Promise<void> {
  const sha256 = createHash('sha256').update(JSON.stringify(entries)).digest('hex');
  await transaction(strapi, (tx) => importList(tx, { list: 'synthetic', format: 'jsonl', sha256, entries: all(), mayShrink: true }));
}
