import { changedFields } from './fields';

const model = {
  tableName: 'articles',
  attributes: {
    id: { type: 'increments' },
    documentId: { type: 'string', columnName: 'document_id' },
    title: { type: 'string' },
    readTime: { type: 'integer', columnName: 'read_time' },
    settings: { type: 'json' },
    author: { type: 'relation', joinColumn: { name: 'author_id' } },
    tags: { type: 'relation' },
    updatedAt: { type: 'datetime', columnName: 'updated_at' },
  },
};
const row = { id: 1, document_id: 'a', title: 'Tide', read_time: 3, settings: { deep: [1] }, author_id: 7, updated_at: '2026-01-01' };

describe('the changed fields of a record', () => {
  it('are those whose values differ, by their names in the content type', () => {
    const after = { ...row, title: 'Ebb', read_time: 4, settings: { deep: [2] }, author_id: null };
    expect(changedFields(model, row, after, ['title'])).toEqual(['author', 'readTime', 'settings', 'title']);
  });

  it('are none where only housekeeping changed, whatever was sent', () => {
    expect(changedFields(model, row, { ...row, updated_at: '2026-01-02' }, ['title', 'readTime', 'updatedAt'])).toEqual([]);
  });

  it('include relations that live elsewhere when they were written', () => {
    expect(changedFields(model, row, row, ['tags'])).toEqual(['tags']);
  });

  it('of a new record are those that were filled', () => {
    expect(changedFields(model, {}, { ...row, read_time: null, settings: null }, ['title'])).toEqual(['author', 'title']);
  });
});
