import { z } from 'zod'
import { toRelay } from '../domain/objects/relay.ts'
import { RELAY_KINDS, RELAY_STATUSES } from '../domain/relay.ts'
import { defineRoute } from './route.ts'
import { idSchema, listQuery } from './shapes/common.ts'
import { toList, toPage } from './shapes/list.ts'
import { relayListSchema } from './shapes/relay.ts'

export const listRelays = defineRoute({
  method: 'get',
  path: '/v1/relays',
  operationId: 'listRelays',
  summary: 'List relays, newest first',
  description: 'Everything that was or is sent to a chain for you: payers’ payments and your own actions.',
  tag: 'Relays',
  access: { scope: 'relays:read' },
  query: listQuery('rl', 'a relay', {
    status: z.enum(RELAY_STATUSES).optional().meta({ description: 'Only those in this state.' }),
    kind: z.enum(RELAY_KINDS).optional().meta({ description: 'Only those that do this.' }),
    payment: idSchema('pay', 'a payment').optional().meta({
      description: 'Only captures, voids and refunds of this payment; not the relay that began it.',
    }),
  }),
  answer: { status: 200, schema: relayListSchema, description: 'A page of relays.' },
  handle: async (ctx, { caller, query }) =>
    toList('/v1/relays', await ctx.store.relays.list(ctx.db, toPage(caller, query), query), toRelay),
})
