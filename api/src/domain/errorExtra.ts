/** What an error may say besides its words, each of its members for some codes alone: errorCodes.ts says for which. Amounts are base units as text. */
export interface ErrorExtra {
  relay: string | null
  payout: string
  refund: string | null
  invoice: string | null
  payment_request: string
  merchants: { id: string; name: string }[]
  left: string
  least: string
  most: number
  available: string
  daily_cap: string
  resets_at: string
  until: string
  delegate: string | null
  selector: string | null
  reason: string
  relay_status: string
  cancel_by: string | null
  budget: { scope: string; period: string; chain: string }
  needed: string
  limit: string
  reserved: string
  spent: string
}
