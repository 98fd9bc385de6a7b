import { adminRoute } from '#kernel';
import * as endpoints from '../http/verifications-admin';

export const verificationRoutes = [adminRoute(endpoints.readVerifications, 'verification.read'), adminRoute(endpoints.askAgain, 'verification.askAgain')];
