import { SCOPES, type Scope } from './caller.ts'

/** What a member of a merchant is to it. Only owners change members. */
export const ROLES = ['owner', 'finance', 'developer', 'viewer'] as const

export type Role = (typeof ROLES)[number]

const ALL: readonly Role[] = ROLES
const OWNER: readonly Role[] = ['owner']
/** Who may move money. */
const MONEY: readonly Role[] = ['owner', 'finance']
/** Who may change how servers are let in and what they are told. */
const SYSTEMS: readonly Role[] = ['owner', 'developer']
/** Everybody but viewers. */
const WORKERS: readonly Role[] = ['owner', 'finance', 'developer']

/** Which roles have which scope: docs/roles.md in code. A scope that has no row here does not compile. */
const ROLES_WITH: Record<Scope, readonly Role[]> = {
  'merchant:read': ALL,
  'merchant:write': OWNER,
  'api_keys:read': SYSTEMS,
  'api_keys:write': SYSTEMS,
  'customers:read': ALL,
  'customers:write': WORKERS,
  'products:read': ALL,
  'products:write': WORKERS,
  'payment_links:read': ALL,
  'payment_links:write': WORKERS,
  'invoices:read': ALL,
  'invoices:write': WORKERS,
  'payments:read': ALL,
  'payments:write': MONEY,
  'refunds:read': ALL,
  'balances:read': ALL,
  'payouts:read': ALL,
  'payouts:write': MONEY,
  'ledger:read': ALL,
  'relays:read': ALL,
  'relays:write': MONEY,
  'webhook_endpoints:read': SYSTEMS,
  'webhook_endpoints:write': SYSTEMS,
  'events:read': ALL,
  'members:read': ALL,
  'audit:read': WORKERS,
}

export function scopesOfRole(role: Role): readonly Scope[] {
  return SCOPES.filter((scope) => ROLES_WITH[scope].includes(role))
}
