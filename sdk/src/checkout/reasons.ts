/** The reasons of the checks that do not hold. */
export function failed(checks: [holds: boolean, reason: string][]): string[] {
  return checks.filter(([holds]) => !holds).map(([, reason]) => reason)
}
