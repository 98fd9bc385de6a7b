const FIND = 'api::transaction.transaction.find';

module.exports = {
  /** What one would otherwise tick in the admin panel: signed-in users may list transactions. */
  async bootstrap({ strapi }) {
    const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'authenticated' } });
    const permissions = strapi.db.query('plugin::users-permissions.permission');
    const isGranted = await permissions.findOne({ where: { action: FIND, role: role.id } });
    if (!isGranted) await permissions.create({ data: { action: FIND, role: role.id } });
  },
};
