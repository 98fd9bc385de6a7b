import { adminRoute, route } from '#kernel';
import * as own from '../http/privacy';
import * as staff from '../http/privacy-admin';

export const privacyRoutes = [route(own.exportOwn, 'privacy.export'), route(own.eraseOwn, 'privacy.erase'), route(own.getErasure, 'privacy.findErasure')];

export const staffPrivacyRoutes = [
  adminRoute(staff.exportPerson, 'staffPrivacy.export'),
  adminRoute(staff.readPrivacy, 'staffPrivacy.find'),
  adminRoute(staff.erasePerson, 'staffPrivacy.erase'),
  adminRoute(staff.liftRestriction, 'staffPrivacy.lift'),
  adminRoute(staff.setHold, 'staffPrivacy.setHold'),
  adminRoute(staff.liftHold, 'staffPrivacy.liftHold'),
  adminRoute(staff.allowLegalAccess, 'staffPrivacy.legalAccess'),
];
