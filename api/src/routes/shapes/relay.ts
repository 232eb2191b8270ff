import { getAddress } from 'viem'
import { z } from 'zod'
import { toRelay } from '../../domain/objects/relay.ts'
import { RELAY_KINDS, RELAY_STATUSES } from '../../domain/relay.ts'
import type { SignatureRequest } from '../../services/relays/paymentAction.ts'
import type { RelayRow } from '../../store/relays.ts'
import { relayExample } from '../examples/relay.ts'
import { hashSchema, listSchema, timeSchema } from './common.ts'
import { callSchema, showTypedData, typedDataSchema } from './paymentRequest.ts'
import { relayGasSchema } from './sponsorship.ts'

export const relaySchema = z
  .object({
    object: z.literal('relay'),
    id: z.string(),
    mode: z.enum(['test', 'live']),
    kind: z.enum(RELAY_KINDS),
    status: z.enum(RELAY_STATUSES),
    chain: z.string(),
    payment_request: z
      .string()
      .nullable()
      .meta({ description: 'What an authorize, a charge or its burn is of.' }),
    payment: z.string().nullable().meta({
      description:
        'The payment that a capture, void or refund acts on. Null for an authorize or charge, which begins one: that payment names the same `payment_request`, and `GET /v1/payments?invoice=…` lists it.',
    }),
    onchain_id: hashSchema.nullable().meta({ description: 'The payment’s id on chain; null for a payout.' }),
    amount: z
      .string()
      .nullable()
      .meta({ description: 'Base units; null for a void, which gives back all that is left.' }),
    tx_hash: hashSchema.nullable(),
    executed_by: z.enum(['self', 'other']).nullable().meta({
      description: 'Who executed the intent: anyone may send it through the contract before us.',
    }),
    error: z.object({ code: z.string(), reason: z.string() }).nullable(),
    gas: relayGasSchema,
    deadline: timeSchema.meta({
      description:
        'After this moment of chain time the contract refuses the intent. Until then a capture, void or refund that was refused after it was sent stays `accepted`: its signature is public, and it may still be executed.',
    }),
    created_at: timeSchema,
  })
  .meta({ id: 'Relay', example: relayExample })

export const relayListSchema = listSchema(relaySchema, 'RelayList')

const signatureRequestSchema = z
  .object({
    object: z.literal('signature_request'),
    status: z.literal('requires_signature'),
    payment: z.string(),
    kind: z.enum(['capture', 'void', 'refund']),
    typed_data: typedDataSchema,
    call: callSchema,
  })
  .meta({
    id: 'SignatureRequest',
    description:
      'The merchant operates for itself: sign the typed data, or send the call from the merchant’s account.',
  })

/** A relay where the host acts for the merchant, else what the merchant is to sign. */
export const actionSchema = z
  .discriminatedUnion('object', [relaySchema, signatureRequestSchema])
  .meta({ id: 'PaymentAction' })

export function shapeAction(answer: RelayRow | SignatureRequest): z.input<typeof actionSchema> {
  if ('status' in answer) return toRelay(answer)
  return {
    object: 'signature_request',
    status: 'requires_signature',
    payment: answer.payment,
    kind: answer.kind,
    typed_data: showTypedData(answer.typedData),
    call: { to: getAddress(answer.call.to), data: answer.call.data },
  }
}
