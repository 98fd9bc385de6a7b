import type { Core } from '@strapi/strapi';
import { audit, kernel, NotFound, sql, transaction } from '#kernel';
import { hasEnded, type VerifierReport } from '../../domain/verification';
import { aboutApplication, findApplication, type Application } from '../applications';
import { assertNotKeptFrom } from '../privacy/restriction';
import { asksOf, type Ask } from './asks';
import { isPageOpen } from './begin';
import { whereSession } from './call';
import { whereAnswer, type SealedAnswer } from './take-answer';
import { currentVerifications, verificationsOf, type Verification } from './verifications';

/** What an applicant is told: what they have to do, and nothing of what was found. */
export async function presentOwnVerifications(strapi: Core.Strapi, application: Application) {
  const current = await currentVerifications(sql(strapi), application.id);
  return Promise.all(
    current.map(async (verification) => {
      const ask = (await asksOf(sql(strapi), verification.id)).at(-1);
      if (hasEnded(verification.state)) return { kind: verification.kind, state: 'done' as const, url: null, token: null, expiresAt: null };
      const isTheirs = ask?.how === 'session' && (ask.state === 'starting' || ask.state === 'open');
      const page = ask && isTheirs && isPageOpen(ask) ? await openSession(strapi, ask, verification) : undefined;
      return {
        kind: verification.kind, state: isTheirs ? ('waiting_for_you' as const) : ('pending' as const),
        url: page?.url ?? null, token: page?.token ?? null, expiresAt: page ? (ask?.sessionExpiresAt?.toISOString() ?? null) : null,
      };
    }),
  );
}

async function openSession(strapi: Core.Strapi, ask: Ask, { personId }: Verification): Promise<{ url: string | null; token: string | null } | undefined> {
  const text = ask.session ? await kernel(strapi).values.open(personId, ask.session, whereSession(ask.id)) : undefined;
  return text === undefined ? undefined : (JSON.parse(text) as { url: string | null; token: string | null });
}

interface AnswerRow {
  id: string;
  ask_id: string;
  verdict: VerifierReport['state'];
  sealed: Buffer;
  at: Date;
}
interface FileRow {
  id: string;
  ask_id: string;
  name: string;
  media_type: string;
  size_bytes: number;
}

/** All that verifiers said about an applicant, for staff. The reading is recorded before anybody sees it. @throws NotFound, PersonRestricted */
export async function readVerifications(strapi: Core.Strapi, applicationId: string) {
  const db = sql(strapi);
  const application = await findApplication(db, applicationId);
  if (!application) throw new NotFound();
  await assertNotKeptFrom(strapi, application.personId);
  await transaction(strapi, (tx) => audit(tx, { action: 'kyc_verification.read', subject: aboutApplication(applicationId), data: {} }));
  const [all, current, files, answers] = await Promise.all([
    verificationsOf(db, applicationId), currentVerifications(db, applicationId),
    db.query<FileRow>('SELECT id, ask_id, name, media_type, size_bytes FROM kyc_verifier_files WHERE application_id = $1 ORDER BY id', [applicationId]),
    db.query<AnswerRow>('SELECT a.id, a.ask_id, a.verdict, a.sealed, a.at FROM kyc_verifier_answers a JOIN kyc_verifications v ON v.id = a.verification_id WHERE v.application_id = $1 ORDER BY a.id', [applicationId]),
  ]);
  return Promise.all(
    all.map(async (verification) => ({
      id: verification.id, kind: verification.kind, attempt: verification.attempt, round: verification.round, mustPass: verification.mustPass,
      isCurrent: current.some(({ id }) => id === verification.id), state: verification.state, note: verification.note,
      createdAt: verification.createdAt.toISOString(), endedAt: verification.endedAt?.toISOString() ?? null, deadlineAt: verification.deadlineAt.toISOString(),
      asks: await Promise.all((await asksOf(db, verification.id)).map((ask) => presentAsk(strapi, verification, ask, answers, files))),
    })),
  );
}

const presentAsk = async (strapi: Core.Strapi, verification: Verification, ask: Ask, answers: readonly AnswerRow[], files: readonly FileRow[]) => ({
  verifier: ask.verifier, how: ask.how, reference: ask.reference, providerReference: ask.providerReference, state: ask.state, calls: ask.calls, error: ask.error,
  calledAt: ask.calledAt?.toISOString() ?? null, answeredAt: ask.answeredAt?.toISOString() ?? null,
  latencyMs: ask.calledAt && ask.answeredAt ? ask.answeredAt.getTime() - ask.calledAt.getTime() : null,
  answers: await Promise.all(answers.filter(({ ask_id: of }) => of === ask.id).map((answer) => presentAnswer(strapi, verification, answer))),
  files: files.filter(({ ask_id: of }) => of === ask.id).map(({ id, name, media_type: mediaType, size_bytes: sizeBytes }) => ({ id, name, mediaType, sizeBytes })),
});

/** The raw answer stays sealed: what matters of it is in the report. */
async function presentAnswer(strapi: Core.Strapi, { personId }: Verification, { id, verdict, sealed, at }: AnswerRow) {
  const text = await kernel(strapi).values.open(personId, sealed, whereAnswer(id));
  const report = text === undefined ? undefined : (JSON.parse(text) as SealedAnswer).report;
  return {
    verdict, at: at.toISOString(), status: report?.status ?? null,
    checks: (report?.checks ?? []).map(({ name, outcome, score }) => ({ name, outcome, score: score ?? null })),
    reasons: [...(report?.reasons ?? [])],
  };
}
