/** What a key may do: one scope per resource and direction. */
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
}

/** A payer's page, by the token of one invoice. It sees and does nothing but what concerns that invoice. */
export interface CheckoutCaller extends Owner {
  kind: 'checkout'
  invoiceId: string
}

export interface PublicCaller {
  kind: 'public'
}

export type Caller = KeyCaller | CheckoutCaller | PublicCaller
