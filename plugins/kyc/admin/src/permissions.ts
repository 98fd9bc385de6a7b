import { useRBAC, type Permission } from '@strapi/strapi/admin';

const of = (action: string): Permission[] => [{ action: `plugin::kyc.${action}`, subject: null } as Permission];

export const permissions = {
  read: of('applications.read'),
  review: of('applications.review'),
  reveal: of('numbers.reveal'),
  restrict: of('profiles.restrict'),
  readDocuments: of('documents.read'),
  openDocuments: of('documents.open'),
  judgeDocuments: of('documents.judge'),
  readScreening: of('screening.read'),
  decideScreening: of('screening.decide'),
  readVerifications: of('verifications.read'),
  askVerifiers: of('verifications.ask'),
  readStatistics: of('statistics.read'),
};

export interface Allowed {
  isKnown: boolean;
  canReview: boolean;
  canReveal: boolean;
  canRestrict: boolean;
  canReadDocuments: boolean;
  canOpenDocuments: boolean;
  canJudgeDocuments: boolean;
  canReadScreening: boolean;
  canDecideScreening: boolean;
  canReadVerifications: boolean;
  canAskVerifiers: boolean;
  canReadStatistics: boolean;
}

/** What the signed-in person may do beyond looking at the queue. The server decides; this only hides what it would refuse. */
export function useAllowed(): Allowed {
  const acts = useRBAC([...permissions.review, ...permissions.reveal, ...permissions.restrict, ...permissions.openDocuments, ...permissions.judgeDocuments, ...permissions.decideScreening, ...permissions.askVerifiers]);
  // Apart from the others, because Strapi names an action by its last word alone.
  const documents = useRBAC(permissions.readDocuments);
  const screening = useRBAC(permissions.readScreening);
  const verifications = useRBAC(permissions.readVerifications);
  const statistics = useRBAC(permissions.readStatistics);
  const may = (action: string) => acts.allowedActions[action] ?? false;
  return {
    isKnown: !acts.isLoading && !documents.isLoading && !screening.isLoading && !verifications.isLoading && !statistics.isLoading,
    canReview: may('canReview'),
    canReveal: may('canReveal'),
    canRestrict: may('canRestrict'),
    canReadDocuments: documents.allowedActions['canRead'] ?? false,
    canOpenDocuments: may('canOpen'),
    canJudgeDocuments: may('canJudge'),
    canReadScreening: screening.allowedActions['canRead'] ?? false,
    canDecideScreening: may('canDecide'),
    canReadVerifications: verifications.allowedActions['canRead'] ?? false,
    canAskVerifiers: may('canAsk'),
    canReadStatistics: statistics.allowedActions['canRead'] ?? false,
  };
}
