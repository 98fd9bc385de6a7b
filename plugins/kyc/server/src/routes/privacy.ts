import { adminRoute, route } from '#kernel';
import * as own from '../http/privacy';
import * as staff from '../http/privacy-admin';

export const privacyRoutes = [route(own.exportOwn, 'privacy.export')];
export const staffPrivacyRoutes = [adminRoute(staff.exportPerson, 'staffPrivacy.export')];
