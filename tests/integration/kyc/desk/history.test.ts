import { startServer, type TestServer } from '../../../support/index.ts';
import { Applicant, newNumber } from '../support/applicant.ts';
import { photo, uploaded } from '../support/documents.ts';
import { Reviewer } from '../support/desk.ts';

describe('what a reviewer is told of an application', () => {
  let server: TestServer;
  let ada: Applicant;
  let chidi: Reviewer;

  beforeAll(async () => {
    server = await startServer();
    chidi = await Reviewer.hire(server);
  });
  beforeEach(async () => {
    ada = await Applicant.register(server);
  });

  it('is what happened to it, the latest first, with who did it', async () => {
    const id = await ada.prepare();
    const document = await uploaded(ada.user.http, id, await photo(), { type: 'selfie' });
    await ada.submit(id);
    await ada.reaches(id, 'in_review');
    await chidi.claim(id);
    await chidi.file(id);
    await chidi.ask('POST', `/documents/${document.id}/verdict`, { state: 'refused', reasons: ['blurred'] });
    await chidi.decide(id, 'resubmit', { reasonCodes: ['document_unreadable'], internalNote: 'Unmistakable' });
    const { data } = await chidi.timeline(id, '?readings=without');
    expect(data.map(({ kind, action }) => `${kind} ${action.split('.')[1] ?? ''}`)).toEqual(['decision decided', 'judgement refused', 'claim claimed', 'check checked', 'check done', 'submission submitted', 'change uploaded', 'change changed', 'change created']);
    expect(data[0]).toMatchObject({ by: { type: 'staff', id: chidi.staff.id, name: 'Test Staff' }, data: { outcome: 'resubmit', to: 'needs_resubmission' } });
    expect(data[1]?.about).toEqual({ type: 'kyc_document', id: document.id });
    expect(data[3]).toMatchObject({ by: { type: 'system' }, data: { checks: [{ code: 'screening', isSettled: true }, { code: 'zone', isSettled: true }, { code: 'verification', isSettled: true }] } });
    expect(data[5]).toMatchObject({ by: { type: 'user', id: ada.user.id, name: null } });
    expect(JSON.stringify(data)).not.toMatch(/commitment|Unmistakable|Okafor/);
    const pages = await chidi.timeline(id, '?limit=3');
    expect((await chidi.timeline(id)).data.filter(({ kind }) => kind === 'reading').length).toBeGreaterThan(0);
    expect((await chidi.timeline(id, `?limit=3&cursor=${encodeURIComponent(pages.meta.nextCursor ?? '')}`)).data).toHaveLength(3);
    expect((await chidi.ask('GET', `/applications/kyc_${'0'.repeat(26)}/timeline`)).status).toBe(404);
  });

  it('is each attempt as it was handed in, beside what changed, and what the person applied for before', async () => {
    const former = await ada.handIn();
    await ada.withdraw(former);
    const number = newNumber();
    const id = await ada.prepare([{ type: 'nin', value: number }]);
    const refused = await uploaded(ada.user.http, id, await photo(), { type: 'selfie' });
    await ada.submit(id);
    await ada.reaches(id, 'in_review');
    await chidi.claim(id);
    await chidi.ask('POST', `/documents/${refused.id}/verdict`, { state: 'refused', reasons: ['blurred'] });
    await chidi.decide(id, 'resubmit', { reasonCodes: ['name_differs'], publicNote: 'As on the card, please.' });
    const again = await uploaded(ada.user.http, id, await photo(), { type: 'selfie' });
    const other = newNumber();
    await ada.say(id, { firstName: 'Ada', identifiers: [{ type: 'nin', value: other }] });
    await ada.submit(id);
    await ada.reaches(id, 'in_review');
    const { data } = (await chidi.ask<{ data: { attempts: object[]; former: object[] } }>('GET', `/applications/${id}/attempts`)).body;
    expect(data.attempts).toMatchObject([
      { attempt: 2, details: { firstName: 'Ada' }, changed: ['firstName', 'nin'], identifiers: [{ type: 'nin', masked: `*******${other.slice(-4)}` }], documents: [{ id: again.id, supersedes: refused.id, isNew: true }], decisions: [] },
      { attempt: 1, details: { firstName: 'Adaeze' }, changed: [], identifiers: [{ type: 'nin', masked: `*******${number.slice(-4)}` }], documents: [{ id: refused.id, state: 'superseded' }], decisions: [{ outcome: 'resubmit', publicNote: 'As on the card, please.' }] },
    ]);
    expect(data.former).toMatchObject([{ id: former, state: 'withdrawn', reasonCodes: [] }]);
    expect((await chidi.timeline(id)).data[0]).toMatchObject({ kind: 'reading', action: 'kyc_application.attempts_read', by: { id: chidi.staff.id } });
  });

  it('is who else handed in the same number, file or name, by ids and states', async () => {
    const number = newNumber();
    const bytes = await photo();
    const bola = await Applicant.register(server);
    const prepare = async (who: Applicant, details: object) => {
      const id = await who.prepare([{ type: 'nin', value: number }]);
      await who.say(id, details);
      const { id: documentId } = await uploaded(who.user.http, id, bytes, { type: 'selfie' });
      return { id, documentId };
    };
    const theirs = await prepare(bola, { firstName: 'Zainab', lastName: 'Quill-Ferro', dateOfBirth: '1981-02-03' });
    const own = await prepare(ada, { firstName: 'QUILL', lastName: 'Férro Zaïnab', dateOfBirth: '1981-02-03' });
    await ada.submit(own.id);
    // What lies in a draft casts no doubt on anybody.
    expect(await chidi.duplicates(own.id)).toEqual([]);
    await bola.submit(theirs.id);
    await bola.reaches(theirs.id, 'in_review');
    const found = await chidi.duplicates(own.id);
    expect(found).toMatchObject([{ personId: bola.user.id, profile: { level: 'tier-0', state: 'active' }, latest: { id: theirs.id, level: 'tier-1', state: 'in_review' } }]);
    expect(found[0]?.matches.sort((a, b) => (a.sign < b.sign ? -1 : 1))).toEqual([
      { sign: 'file', own: own.documentId, applicationId: theirs.id, documentId: theirs.documentId },
      { sign: 'name', own: null, applicationId: theirs.id, documentId: null },
      { sign: 'number', own: 'nin', applicationId: theirs.id, documentId: null },
    ]);
    expect(JSON.stringify(found)).not.toContain(number.slice(-6));
    expect((await chidi.queue(`?personId=${ada.user.id}`)).data[0]?.flags).toEqual({ sharedNumber: true, sharedFile: true, sharedName: true, openHits: false });
  });

  it('does not take people of one name, born on other days, for one', async () => {
    const bola = await Applicant.register(server);
    const [mine, theirs] = [await ada.prepare(), await bola.prepare()];
    await ada.say(mine, { firstName: 'Ikram', lastName: 'Vandross', dateOfBirth: '1970-01-01' });
    await bola.say(theirs, { firstName: 'Ikram', lastName: 'Vandross', dateOfBirth: '1970-01-02' });
    await ada.submit(mine);
    await bola.submit(theirs);
    expect(await chidi.duplicates(mine)).toEqual([]);
  });
});
