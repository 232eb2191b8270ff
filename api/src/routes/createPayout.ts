import { z } from 'zod'
import { toPayout } from '../domain/objects/payout.ts'
import { createPayout as create, preparePayout } from '../services/createPayout.ts'
import { EXAMPLE_CHAIN, EXAMPLE_TOKEN } from './examples/parts.ts'
import { defineRoute } from './route.ts'
import { addressInput, amountInput, chainInput, metadataInput, tokenInput } from './shapes/common.ts'
import { payoutSchema } from './shapes/payout.ts'

export const createPayout = defineRoute({
  method: 'post',
  path: '/v1/payouts',
  operationId: 'createPayout',
  summary: 'Pay a balance out',
  description:
    'Where you opted in to the host and the account registered a payout address by setPayout at least 24 hours ago, the host has the whole available balance paid to that address, and to no other; what arrives between this answer and the block goes along. A part of the balance, or one without such an address, waits for your own signature: `signature_request` says what to sign or send, to the registered address if there is one, else to the account’s own wallet.',
  tag: 'Payouts',
  access: { scope: 'payouts:write' },
  idempotencyKey: 'required',
  body: z
    .strictObject({
      chain: chainInput,
      token: tokenInput,
      amount: amountInput.optional(),
      account: addressInput.optional(),
      metadata: metadataInput.default({}),
    })
    .meta({
      id: 'CreatePayout',
      example: { chain: EXAMPLE_CHAIN, token: EXAMPLE_TOKEN, amount: '8000000' },
    }),
  answer: { status: 201, schema: payoutSchema, description: 'The payout.' },
  prepare: (ctx, { caller, body }) =>
    preparePayout(ctx, caller, {
      chain: body.chain,
      token: body.token,
      amount: body.amount,
      account: body.account,
      metadata: body.metadata,
    }),
  handle: async (ctx, { caller }, prepared) => toPayout(ctx.chains, await create(ctx, caller, prepared)),
})
