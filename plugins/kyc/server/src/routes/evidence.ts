import { adminRoute } from '#kernel';
import * as endpoints from '../http/evidence-admin';

export const evidenceRoutes = [adminRoute(endpoints.makeDossier, 'evidence.dossier')];
