import { adminRoute } from '#kernel';
import * as endpoints from '../http/screening-admin';

export const screeningRoutes = [
  adminRoute(endpoints.readScreening, 'screening.read'),
  adminRoute(endpoints.listHits, 'screening.hits'),
  adminRoute(endpoints.readHit, 'screening.hit'),
  adminRoute(endpoints.decideHit, 'screening.decide'),
  adminRoute(endpoints.listScreeningLists, 'screening.lists'),
];
