export const moderationPath = '/plugins/moderation';
export const sanctionsPath = `${moderationPath}/sanctions`;
export const reportPath = (id: string): string => `${moderationPath}/reports/${id}`;
export const personPath = (id: string): string => `${moderationPath}/people/${id}`;
