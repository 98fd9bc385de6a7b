const { createCoreController } = require('@strapi/strapi').factories;

/** The generated controller, with the one change that every such project makes: a user sees their own rows. */
module.exports = createCoreController('api::transaction.transaction', ({ strapi }) => ({
  async find(ctx) {
    await this.validateQuery(ctx);
    const query = await this.sanitizeQuery(ctx);
    const { results, pagination } = await strapi.service('api::transaction.transaction').find({
      ...query,
      filters: { ...query.filters, user: ctx.state.user.id },
    });
    return this.transformResponse(await this.sanitizeOutput(results, ctx), { pagination });
  },
}));
