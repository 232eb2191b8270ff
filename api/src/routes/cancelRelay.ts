import { z } from 'zod'
import { toRelay } from '../domain/objects/relay.ts'
import { cancelRelay as cancel } from '../services/cancelRelay.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { relaySchema } from './shapes/relay.ts'

export const cancelRelay = defineRoute({
  method: 'post',
  path: '/v1/relays/{id}/cancel',
  operationId: 'cancelRelay',
  summary: 'Give up a relay before it is sent',
  description:
    'Ends a relay that waits to be sent, at once, and the refund or payout that it is for. One that was sent is public and cannot be taken back: 409 `relay_not_cancelable`, where `cancel_by` names the call of its signer that stops it if it is mined first: `cancel_nonce`, `burn` or `burn_subscription`. Whoever signed may still deliver the signature itself; what it does counts.',
  tag: 'Relays',
  access: { scope: 'relays:write' },
  params: z.object({ id: idSchema('rl', 'a relay') }),
  answer: { status: 200, schema: relaySchema, description: 'The canceled relay.' },
  handle: async (ctx, { caller, params }) => toRelay(await cancel(ctx, caller, params.id)),
})
