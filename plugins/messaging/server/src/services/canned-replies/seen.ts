/** Everybody's, and the viewer's own, of whatever staff keep; takes their id as `$1`. */
export const IS_SEEN = '(owner_id IS NULL OR owner_id = $1)';
