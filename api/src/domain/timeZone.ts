import { DomainError } from './errors.ts'

/** Reads the IANA name of a time zone, and gives it in its usual spelling. */
export function parseTimeZone(text: string, param: string): string {
  // Offsets such as +01:00 are known too, but say nothing about the hour in another month.
  const zone = /^[A-Za-z]/.test(text) ? resolved(text) : undefined
  if (zone === undefined) {
    throw new DomainError(
      'invalid_request',
      `${param} must be an IANA time zone, such as "Europe/Berlin" or "UTC".`,
      { param },
    )
  }
  return zone
}

function resolved(timeZone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}
