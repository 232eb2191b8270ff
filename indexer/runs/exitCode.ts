/** Ponder ends with it where trying again may help: the database or a chain's node is away. */
export const EX_TEMPFAIL = 75
