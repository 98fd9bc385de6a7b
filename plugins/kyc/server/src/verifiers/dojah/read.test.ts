import { readVerification } from './read';

const REFERENCE = 'kva-00000000000000000000000001';
const HANDLE = { reference: REFERENCE, providerReference: null, kind: 'document' as const };
const id = { status: true, data: { id_url: 'https://images.dojah.io/a.jpg', back_url: '', id_data: { first_name: 'ADAEZE', last_name: 'OKAFOR', date_of_birth: '1990-04-23' } } };
const body = (more: object = {}) => ({ reference_id: REFERENCE, verification_status: 'Completed', status: true, aml: { status: false }, data: { id }, ...more });

describe('the answer of Dojah', () => {
  it.each([['Ongoing', 'pending'], ['Pending', 'pending'], ['Completed', 'passed'], ['Failed', 'failed'], ['Abandoned', 'review'], ['Escalated', 'review'], ['completed', 'review']])('%s is a %s', (verification_status, state) => {
    expect(readVerification(body({ verification_status }), HANDLE)).toMatchObject({ state, status: verification_status });
  });

  it('may have a wrapper', () => {
    expect(readVerification({ entity: body() }, HANDLE).state).toBe('passed');
  });

  it.each([['is not confirmed', { status: false }, 'not_confirmed'], ['lacks the step that was asked for', { data: {} }, 'step_missing'], ['has a step that did not pass', { data: { id: { ...id, status: false } } }, 'step_missing'], ['noted something in its own screening', { aml: { status: true } }, 'aml_noted']])(
    'that is completed and %s is looked at by a person', (_what, more, code) => {
      const report = readVerification(body(more), HANDLE);
      expect(report.state).toBe('review');
      expect(report.reasons.map((reason) => reason.code)).toContain(code);
    });

  it('about a document is no answer about a face', () => {
    expect(readVerification(body(), { ...HANDLE, kind: 'selfie' }).state).toBe('review');
  });

  it('about another verification is not believed', () => {
    expect(readVerification(body({ reference_id: 'kva-2' }), HANDLE)).toMatchObject({ state: 'review', reasons: [{ code: 'other_verification' }] });
  });

  it('names its pictures, and whose document it was', () => {
    const report = readVerification(body({ data: { id, selfie: { status: true, data: { selfie_url: 'https://images.dojah.io/b.jpg' } } } }), HANDLE);
    expect(report.documents).toEqual([{ name: 'document_front', link: 'https://images.dojah.io/a.jpg' }, { name: 'liveness_frame', link: 'https://images.dojah.io/b.jpg' }]);
    expect(report.reasons).toContainEqual({ code: 'read_from_document', text: 'ADAEZE OKAFOR 1990-04-23' });
    expect(report.checks).toEqual([{ name: 'document_authentic', outcome: 'passed' }, { name: 'liveness', outcome: 'passed' }]);
  });

  it.each([null, undefined, 7, 'text', [], {}, { entity: 7 }, { reference_id: REFERENCE }, { reference_id: REFERENCE, verification_status: 7, data: [] }])('survives %j', (raw) => {
    expect(readVerification(raw, HANDLE).state).toBe('review');
  });
});
