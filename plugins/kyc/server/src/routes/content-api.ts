import { route } from '#kernel';
import * as endpoints from '../http/endpoints';

export default {
  type: 'content-api',
  prefix: '',
  routes: [
    route(endpoints.listLevels, 'level.find'),
    route(endpoints.getProfile, 'profile.findOne'),
    route(endpoints.createApplication, 'application.create'),
    route(endpoints.getApplication, 'application.findOne'),
    route(endpoints.changeApplication, 'application.update'),
    route(endpoints.submitApplication, 'application.submit'),
    route(endpoints.withdrawApplication, 'application.withdraw'),
  ],
};
