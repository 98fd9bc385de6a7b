/** Says to the database that the messaging plugin is at work in this transaction; without it the tables refuse. */
export const AS_WRITER = `(SELECT set_config('mangrove.writer', 'messaging', true)) AS writer`;
