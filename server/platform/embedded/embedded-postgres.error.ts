/** The message says what to do; shown without a stack. */
export class EmbeddedPostgresError extends Error {}
