import { createDrafts, type Outgoing } from './draft';

/** What browsers give, in memory. */
function memory() {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, text: string) => void kept.set(key, text), removeItem: (key: string) => void kept.delete(key), size: () => kept.size };
}
const sent: Outgoing = { mode: 'reply', text: 'Good morning', attachments: [], clientMessageId: 'c-1', at: '2026-11-22T18:00:00.000Z' };

describe('a draft', () => {
  it('is there again after a reload, apart for replies and notes', () => {
    const storage = memory();
    createDrafts(storage, 'stf_a', 'tkt_1').write('reply', { text: 'Dear', begunAtSeq: 4, files: [] });
    createDrafts(storage, 'stf_a', 'tkt_1').write('note', { text: 'Odd', begunAtSeq: 4, files: [] });
    expect(createDrafts(storage, 'stf_a', 'tkt_1').draft('reply')).toEqual({ text: 'Dear', begunAtSeq: 4, files: [] });
    expect(createDrafts(storage, 'stf_a', 'tkt_1').draft('note').text).toBe('Odd');
  });

  it('keeps its files as long as the server does, and a text without any from before', () => {
    const storage = memory();
    const file = { id: 'att_1', name: 'bill.pdf', mediaType: 'application/pdf', sizeBytes: 9, at: '2026-11-22T18:00:00.000Z' };
    const at = (hours: number) => () => Date.parse(file.at) + hours * 3_600_000;
    createDrafts(storage, 'stf_a', 'tkt_1', at(0)).write('note', { text: '', begunAtSeq: 4, files: [file] });
    expect(createDrafts(storage, 'stf_a', 'tkt_1', at(22)).draft('note')).toEqual({ text: '', begunAtSeq: 4, files: [file] });
    expect(createDrafts(storage, 'stf_a', 'tkt_1', at(24)).draft('note').files).toEqual([]);
    storage.setItem('mangrove.inbox.draft.stf_b.tkt_1', JSON.stringify({ reply: { text: 'Dear', begunAtSeq: 1 }, outgoing: [{ ...sent, attachments: undefined }] }));
    expect(createDrafts(storage, 'stf_b', 'tkt_1').draft('reply')).toEqual({ text: 'Dear', begunAtSeq: 1, files: [] });
    expect(createDrafts(storage, 'stf_b', 'tkt_1').outgoing()).toEqual([sent]);
  });

  it('belongs to one person and one ticket', () => {
    const storage = memory();
    createDrafts(storage, 'stf_a', 'tkt_1').write('reply', { text: 'Dear', begunAtSeq: 4, files: [] });
    expect(createDrafts(storage, 'stf_b', 'tkt_1').draft('reply').text).toBe('');
    expect(createDrafts(storage, 'stf_a', 'tkt_2').draft('reply').text).toBe('');
  });

  it('that is sent is remembered until it has arrived', () => {
    const storage = memory();
    const drafts = createDrafts(storage, 'stf_a', 'tkt_1');
    drafts.write('reply', { text: sent.text, begunAtSeq: 4, files: [] });
    drafts.send(sent);
    expect([drafts.draft('reply').text, drafts.outgoing()]).toEqual(['', [sent]]);
    drafts.settle('c-1');
    expect(drafts.outgoing()).toEqual([]);
    expect(storage.size()).toBe(0);
  });

  it('is empty where something else lies in its place, or nothing can be kept', () => {
    const storage = memory();
    storage.setItem('mangrove.inbox.draft.stf_a.tkt_1', 'not JSON');
    expect(createDrafts(storage, 'stf_a', 'tkt_1').draft('reply').text).toBe('');
    const full = { ...memory(), setItem: () => { throw new Error('QuotaExceededError'); } };
    expect(() => createDrafts(full, 'stf_a', 'tkt_1').write('reply', { text: 'Dear', begunAtSeq: 1, files: [] })).not.toThrow();
  });
});
