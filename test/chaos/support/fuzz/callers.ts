import type { Random } from '../../../support/random.ts'
import type { Headers } from './draft.ts'
import type { Operation } from './operations.ts'
import type { Tenant } from './tenant.ts'

/** What a request shows of who sends it. */
export type Caller = (operation: Operation) => Headers

export const byKey =
  ({ keys }: Tenant): Caller =>
  () => ({ authorization: `Bearer ${keys.all}` })

export const byNobody: Caller = () => ({})

export function byCheckoutToken(random: Random, { checkoutTokens }: Tenant): Caller {
  return () => {
    const tokens = [...checkoutTokens.values()]
    return { 'florin-checkout-token': tokens[random.integer(tokens.length)] ?? 'none' }
  }
}

/** Mostly a key with every scope, and now and then everything else that a caller may show. */
export function byAnything(random: Random, tenant: Tenant): Caller {
  return (operation) => {
    const { keys } = tenant
    const takesToken = operation.security.includes('checkoutToken')
    if (takesToken && random.integer(2) === 0) return byCheckoutToken(random, tenant)(operation)
    switch (random.integer(20)) {
      case 0:
        return byNobody(operation)
      case 1:
        return { authorization: `Bearer ${keys.reading}` }
      case 2:
        return { authorization: `Bearer ${keys.revoked}` }
      case 3:
        return { ...byKey(tenant)(operation), ...byCheckoutToken(random, tenant)(operation) }
      default:
        return byKey(tenant)(operation)
    }
  }
}
