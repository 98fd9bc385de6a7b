import { route } from '#kernel';
import * as endpoints from '../http/endpoints';

export default {
  type: 'content-api',
  prefix: '',
  routes: [
    route(endpoints.listLevels, 'level.find'),
    route(endpoints.getProfile, 'profile.findOne'),
  ],
};
