/** Types of documents that may bear a machine-readable zone, on whichever side. Others are not looked at. */
const WITH_ZONE: ReadonlySet<string> = new Set(['passport', 'national_id', 'residence_permit']);

export const mayBearZone = ({ type, mediaType }: { type: string; mediaType: string }): boolean => WITH_ZONE.has(type) && mediaType !== 'application/pdf';
