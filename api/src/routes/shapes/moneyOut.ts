import { z } from 'zod'
import { OUT_STATUSES, SIGNATURE_REASONS } from '../../domain/moneyOut.ts'
import { hashSchema, moneySchema, timeSchema } from './common.ts'
import { callSchema, typedDataSchema } from './paymentRequest.ts'

const requestSchema = z
  .object({
    reason: z
      .enum(SIGNATURE_REASONS)
      .meta({ description: 'Why the host’s operator key does not act for you.' }),
    typed_data: typedDataSchema,
    call: callSchema,
    expires_at: timeSchema.nullable().meta({
      description:
        'Until when, by chain time, the signature can be used. Some time later what nobody signed is canceled; ask anew then.',
    }),
  })
  .meta({
    id: 'MoneyOutSignature',
    description:
      'Sign the typed data, which is valid for ten minutes of chain time and may then be delivered by anybody, or send the call from your own account. What is called after this was canceled counts as found on chain.',
  })

export const outStatusInput = z.enum(OUT_STATUSES)

/** What refunds and payouts show alike. */
export const outFields = {
  id: z.string(),
  mode: z.enum(['test', 'live']),
  status: outStatusInput.meta({
    description:
      'requires_signature until you sign or send it; pending until it is deep enough in the chain; succeeded, failed or canceled.',
  }),
  source: z
    .enum(['api', 'chain'])
    .meta({ description: 'chain: nobody asked for it here; your account did it on chain.' }),
  amount: moneySchema,
  metadata: z.record(z.string(), z.string()),
  relay: z.string().nullable().meta({ description: 'The relay by which the host executes it.' }),
  tx_hash: hashSchema.nullable(),
  signature_request: requestSchema.nullable(),
  failure: z.object({ code: z.string(), reason: z.string() }).nullable(),
  created_at: timeSchema,
  succeeded_at: timeSchema.nullable().meta({ description: 'Time of its block.' }),
  canceled_at: timeSchema.nullable(),
}
