export const queuePath = '/plugins/kyc';
export const casePath = (id: string): string => `${queuePath}/applications/${encodeURIComponent(id)}`;
