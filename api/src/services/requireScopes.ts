import type { MerchantCaller } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'

/** Nobody gets a key into its hands that may do what it may not do itself. */
export function requireScopes(caller: MerchantCaller, scopes: readonly string[], param: string): void {
  const own: readonly string[] = caller.scopes
  const lacking = scopes.filter((scope) => !own.includes(scope))
  if (lacking.length === 0) return
  const who = caller.kind === 'key' ? 'This API key' : `Your role, ${caller.role},`
  throw new DomainError(
    caller.kind === 'key' ? 'insufficient_scope' : 'insufficient_role',
    `${who} lacks ${lacking.join(', ')}, and nobody can give what they lack.`,
    { param },
  )
}
