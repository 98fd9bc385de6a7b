export const queuePath = '/plugins/kyc';
export const screeningPath = `${queuePath}/screening`;
export const statisticsPath = `${queuePath}/statistics`;
export const casePath = (id: string): string => `${queuePath}/applications/${encodeURIComponent(id)}`;
