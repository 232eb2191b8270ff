/** What a command was told cannot be used; the message says why, and holds no secret. The command then exits with 2. */
export class SettingsError extends Error {}
