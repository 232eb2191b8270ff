import type { Role } from './roles.ts'

/** What a key may do: one scope per resource and direction. docs/roles.md says which role has which. */
export const SCOPES = [
  'merchant:read',
  'merchant:write',
  'api_keys:read',
  'api_keys:write',
  'customers:read',
  'customers:write',
  'products:read',
  'products:write',
  'payment_links:read',
  'payment_links:write',
  'invoices:read',
  'invoices:write',
  'payments:read',
  'payments:write',
  'refunds:read',
  'balances:read',
  'payouts:read',
  'payouts:write',
  'ledger:read',
  'relays:read',
  'relays:write',
  'webhook_endpoints:read',
  'webhook_endpoints:write',
  'events:read',
  'members:read',
  'audit:read',
] as const

export type Scope = (typeof SCOPES)[number]

export type Mode = 'test' | 'live'

/** Whose objects a request may see. */
export interface Owner {
  merchantId: string
  mode: Mode
}

/** A merchant's server, by its API key. */
export interface KeyCaller extends Owner {
  kind: 'key'
  keyId: string
  scopes: readonly Scope[]
}

/** A person who signed in with the wallet of one of the merchant's members. */
export interface SessionCaller extends Owner {
  kind: 'session'
  sessionId: string
  memberAddress: `0x${string}`
  role: Role
  scopes: readonly Scope[]
}

/** Who acts for a merchant: its server or one of its people. */
export type MerchantCaller = KeyCaller | SessionCaller

/** A payer's page, by the token of one invoice. It sees and does nothing but what concerns that invoice. */
export interface CheckoutCaller extends Owner {
  kind: 'checkout'
  invoiceId: string
}

/** Whoever opened a published payment link. It sees what the link sells, and may buy it. */
export interface LinkCaller extends Owner {
  kind: 'link'
  linkId: string
}

export interface PublicCaller {
  kind: 'public'
}

export type Caller = MerchantCaller | CheckoutCaller | LinkCaller | PublicCaller
