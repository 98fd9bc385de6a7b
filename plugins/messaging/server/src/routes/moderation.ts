import { adminRoute, route } from '#kernel';
import * as endpoints from '../http/moderation';
import * as staff from '../http/moderation-admin';
import * as reports from '../http/reports';

/** For users and moderators of the API. */
export const moderationRoutes = [
  route(reports.reportMessage, 'report.create'),
  route(reports.listOwnSanctions, 'sanction.find'),
  route(reports.setSlowMode, 'slowMode.put'),
  route(endpoints.listReports, 'moderation.listReports'),
  route(endpoints.readReport, 'moderation.readReport'),
  route(endpoints.resolveReport, 'moderation.resolveReport'),
  route(endpoints.removeMessage, 'moderation.removeMessage'),
  route(endpoints.searchSanctions, 'moderation.searchSanctions'),
  route(endpoints.createSanction, 'moderation.createSanction'),
  route(endpoints.liftSanction, 'moderation.liftSanction'),
];

/** Under `/messaging`, where Strapi serves the admin routes of this plugin. */
export const staffModerationRoutes = [
  adminRoute(staff.listReports, 'staffModeration.listReports'),
  adminRoute(staff.readReport, 'staffModeration.readReport'),
  adminRoute(staff.resolveReport, 'staffModeration.resolveReport'),
  adminRoute(staff.removeMessage, 'staffModeration.removeMessage'),
  adminRoute(staff.searchSanctions, 'staffModeration.searchSanctions'),
  adminRoute(staff.createSanction, 'staffModeration.createSanction'),
  adminRoute(staff.liftSanction, 'staffModeration.liftSanction'),
  adminRoute(staff.setSlowMode, 'staffSlowMode.put'),
];
