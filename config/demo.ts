import env from './env';

export default { isWanted: env.SEED_DEMO, password: env.DEMO_PASSWORD };
