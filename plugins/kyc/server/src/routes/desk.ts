import { adminRoute } from '#kernel';
import * as endpoints from '../http/desk';

/** Before the routes with an id in the same place. */
export const deskRoutes = [
  adminRoute(endpoints.listQueue, 'desk.queue'),
  adminRoute(endpoints.countQueue, 'desk.counts'),
  adminRoute(endpoints.searchApplications, 'desk.search'),
  adminRoute(endpoints.claimNext, 'desk.claimNext'),
  adminRoute(endpoints.readTimeline, 'desk.timeline'),
  adminRoute(endpoints.listDuplicates, 'desk.duplicates'),
  adminRoute(endpoints.readAttempts, 'desk.attempts'),
  adminRoute(endpoints.setRisk, 'desk.risk'),
  adminRoute(endpoints.readStatistics, 'desk.statistics'),
];
