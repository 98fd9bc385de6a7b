import { randomUUID } from 'node:crypto';
import { scenarioOf, type Scenario, type Word } from './scenarios.ts';

export interface Question {
  id: string;
  reference: string;
  kind: string;
  callbackUrl: string | undefined;
  scenario: Scenario;
  says: Word;
  /** How often a call made it; the second one finds it, and costs nothing. */
  billed: number;
  calls: number;
}

/** What somebody asked, by their reference: the same reference is the same question. */
export class Questions {
  private readonly byReference = new Map<string, Question>();
  /** Says this of every question, whatever their scenario. */
  overruled: Word | undefined;

  ask({ reference, kind, callbackUrl, person }: { reference: string; kind: string; callbackUrl?: string; person?: { lastName?: unknown } }): Question {
    const scenario = scenarioOf(person?.lastName);
    const question = this.byReference.get(reference) ?? { id: `sq_${randomUUID()}`, reference, kind, callbackUrl, scenario, says: scenario.says, billed: 1, calls: 0 };
    question.calls += 1;
    this.byReference.set(reference, question);
    return question;
  }

  find = (reference: string): Question | undefined => this.byReference.get(reference);
  remove = (reference: string): boolean => this.byReference.delete(reference);
  all = (): Question[] => [...this.byReference.values()];
  wordOf = ({ says }: Question): Word => this.overruled ?? says;
}

/** A question as its answer, with a link to a portrait where somebody was found. */
export function presentQuestion(question: Question, word: Word, url: string) {
  const isFound = word === 'passed';
  return {
    id: question.id,
    reference: question.reference,
    status: word,
    checks: word === 'pending' ? [] : [{ name: 'number', outcome: isFound ? 'passed' : word === 'failed' ? 'failed' : 'unclear', score: isFound ? 1 : 0.4 }],
    reasons: word === 'failed' ? [{ code: 'number_unknown', text: 'The register does not know the number.' }] : [],
    documents: isFound ? [{ name: 'portrait', link: `${url}/files/portrait` }] : [],
  };
}
