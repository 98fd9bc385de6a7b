import { createLogFormat } from '#kernel';
import env from './env';

export default {
  level: env.LOG_LEVEL,
  format: createLogFormat(env.NODE_ENV === 'production' ? 'json' : 'text'),
};
