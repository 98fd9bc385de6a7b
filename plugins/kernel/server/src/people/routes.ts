import { adminRoute } from '../validation/admin-endpoint';
import { createLink, listPersonLinks, removeLink } from './endpoints';

/** Below `/kernel`, for the admin panel. */
export const peopleRoutes = [adminRoute(listPersonLinks, 'people.find'), adminRoute(createLink, 'people.link'), adminRoute(removeLink, 'people.unlink')];
