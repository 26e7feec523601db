/**
 * Characters that nobody sees and that turn the text around them (overrides, embeddings, isolates) or split it (spaces
 * without width): with them a name reads like somebody else's. The joiners, which some scripts need, are not among them.
 */
export const DECEPTIVE_CHARACTERS = '\\u200b\\u2060\\ufeff\\u202a-\\u202e\\u2066-\\u2069';
