/** Under `/kyc`, where Strapi serves the admin routes of this plugin. */
export default { type: 'admin', routes: [] };
