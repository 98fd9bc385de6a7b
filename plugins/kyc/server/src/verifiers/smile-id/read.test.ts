import { createSecretKey } from 'node:crypto';
import { readJob } from './read';
import { sign, signedBy } from './signature';

const REFERENCE = 'kva-00000000000000000000000001';
const HANDLE = { reference: REFERENCE, providerReference: '0000001', kind: 'identity_number' as const };
const job = (result: object, more: object = {}) => ({ job_complete: true, job_success: true, result: { PartnerParams: { job_id: REFERENCE }, ...result }, ...more });

describe('the answer of Smile ID', () => {
  it('is "not yet" until the job is complete', () => {
    expect(readJob({ job_complete: false, job_success: false }, HANDLE).state).toBe('pending');
  });

  it.each([['1020', 'Exact Match', 'passed'], ['1021', 'Partial Match', 'review'], ['1022', 'No Match', 'failed'], ['1013', 'Unable to Validate ID', 'failed'], ['1023', 'Not Found', 'failed'], ['1015', 'Queried Database Unavailable', 'review'], ['1012', 'Valid ID', 'review'], ['7777', 'Provisionally approved', 'review'], ['', 'Approved', 'review']])(
    '%s, "%s", is a %s', (ResultCode, ResultText, state) => {
      expect(readJob(job({ ResultCode, ResultText }), HANDLE)).toMatchObject({ state, status: ResultText });
    });

  it('says what was compared, once each, and calls unclear what it calls in a new word', () => {
    const Actions = { Verify_ID_Number: 'Verified', ID_Verification: 'Completed', Names: 'No Match', DOB: 'Not Provided', Gender: 'Perhaps', Liveness_Check: 'Passed' };
    expect(readJob(job({ ResultCode: '1022', Actions }), HANDLE).checks).toEqual([
      { name: 'number', outcome: 'passed' }, { name: 'name', outcome: 'failed' }, { name: 'date_of_birth', outcome: 'not_done' }, { name: 'gender', outcome: 'unclear' },
    ]);
  });

  it('about another job is not believed', () => {
    expect(readJob(job({ ResultCode: '1020', PartnerParams: { job_id: 'kva-2' } }), HANDLE)).toMatchObject({ state: 'review', reasons: [{ code: 'other_job' }] });
  });

  it.each([null, undefined, 7, 'text', [], {}, { job_complete: 'true' }, { job_complete: true }, { job_complete: true, result: [] }])('survives %j', (raw) => {
    expect(readJob(raw, HANDLE).state).toBe('review');
  });
});

describe('the signature of Smile ID', () => {
  const [current, old, foreign] = ['new', 'old', 'foreign'].map((text) => createSecretKey(Buffer.from(text))) as [ReturnType<typeof createSecretKey>, ReturnType<typeof createSecretKey>, ReturnType<typeof createSecretKey>];
  const AT = '2026-11-23T10:00:00.000Z';

  it('is that of a time and a partner, under a key that may have been replaced', () => {
    // Computed with `printf '%s' 2026-11-23T10:00:00.000Z2343sid_request | openssl dgst -sha256 -hmac new -binary | base64`.
    expect(sign(current, '2343', AT)).toBe('phDaKVu9I1aAnu/3TnYHyU/n+sZ8WzyLOeQ4VWf8g7s=');
    expect(signedBy([current, old], '2343', AT, sign(old, '2343', AT))).toEqual({ secretIndex: 1, at: new Date(AT) });
  });

  it.each([['another key', sign(foreign, '2343', AT)], ['another partner', sign(current, '2344', AT)], ['another time', sign(current, '2343', '2026-11-23T10:00:01.000Z')], ['nothing', ''], ['half of itself', sign(current, '2343', AT).slice(0, 20)]])('is not that of %s', (_what, signature) => {
    expect(signedBy([current], '2343', AT, signature)).toBeUndefined();
  });

  it('needs a time that can be read, and a key', () => {
    expect(signedBy([current], '2343', 'noon', sign(current, '2343', 'noon'))).toBeUndefined();
    expect(signedBy([current], '2343', 7, sign(current, '2343', '7'))).toBeUndefined();
    expect(signedBy([], '2343', AT, sign(current, '2343', AT))).toBeUndefined();
  });
});
