/** The parts of the API, in the order of the documentation, and what each is about. */
export const TAGS = {
  Merchant: 'Your own settings: how invoices number, expire and confirm.',
  Addresses: 'Where you are paid, each proven by a signature of its own.',
  'API keys': 'Secret keys of your servers: scopes, rotation, last use.',
  Sessions: 'Sign-In with Ethereum (EIP-4361) for people.',
  Members: 'People of a merchant and their roles.',
  'Audit log': 'Who changed what, and when.',
  Customers: 'Whom you bill.',
  Products: 'What you sell.',
  Prices: 'What a product costs, in which token.',
  'Payment links': 'Links that make a new invoice for each customer who opens them.',
  Invoices: 'What a customer owes you, from draft to paid.',
  'Payment requests': 'Terms that one payer signs to pay an invoice.',
  Relays: 'Signed intents that are sent for their signers, who need no gas.',
  x402: 'A facilitator of x402 (version 2): paid APIs of yours settle here.',
  Payments: 'Money that entered the contract for you, and what you do with it.',
  Refunds: 'Money given back to payers.',
  'Unmatched payments': 'Money that none of your payment requests asked for.',
  Payouts: 'Money that leaves the contract for your registered addresses.',
  Balances: 'What your addresses hold inside the contract, as of a block.',
  Ledger: 'The double entries behind every figure.',
  Webhooks: 'Where your server is told what happened (Standard Webhooks).',
  Events: 'Everything that happened, in order and without gaps.',
  Checkout: 'What the page of a payer sees, guarded by the token of one invoice.',
  Config: 'Chains, tokens and contract addresses of this installation.',
} as const

export type Tag = keyof typeof TAGS
