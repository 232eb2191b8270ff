import { getAddress } from 'viem'
import { z } from 'zod'
import { toOffer } from '../domain/objects/paymentLink.ts'
import { openLink } from '../services/paymentLinks/openLink.ts'
import { payLinkExample } from './examples/paymentLink.ts'
import { defineRoute } from './route.ts'
import { addressSchema, moneySchema } from './shapes/common.ts'
import { lineSchema } from './shapes/invoice.ts'
import { linkTokenSchema } from './shapes/paymentLink.ts'

const payLinkSchema = z
  .object({
    object: z.literal('pay_link'),
    id: z.string(),
    mode: z.enum(['test', 'live']),
    merchant: z.object({ name: z.string(), address: addressSchema }),
    amount: moneySchema,
    lines: z.array(lineSchema),
    cancel_url: z.string().nullable(),
  })
  .meta({ id: 'PayLink', example: payLinkExample })

export const getPayLink = defineRoute({
  method: 'get',
  path: '/v1/pay_links/{token}',
  operationId: 'getPayLink',
  summary: 'What a payment link sells, as whoever opens it sees it',
  description:
    'Needs no key: the token of a published link opens what the link sells, and nothing else. A link that is switched off answers `payment_link_inactive`.',
  tag: 'Checkout',
  access: 'link',
  params: z.object({ token: linkTokenSchema }),
  answer: { status: 200, schema: payLinkSchema, description: 'What is sold, by whom, and for how much.' },
  handle: async (ctx, { caller }) => {
    const { link, merchant, address, ...offer } = await openLink(ctx, caller)
    return {
      object: 'pay_link' as const,
      id: link.id,
      mode: link.mode,
      merchant: { name: merchant.name, address: getAddress(address) },
      ...toOffer(ctx.chains, offer),
      cancel_url: link.cancel_url,
    }
  },
})
