export default { type: 'content-api', prefix: '', routes: [] };
