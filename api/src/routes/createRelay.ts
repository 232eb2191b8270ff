import { toRelay } from '../domain/objects/relay.ts'
import { createRelay as create, prepareRelay } from '../services/createRelay.ts'
import { defineRoute } from './route.ts'
import { relaySchema } from './shapes/relay.ts'
import { relayInput, toRelayInput } from './shapes/relayInput.ts'

export const createRelay = defineRoute({
  method: 'post',
  path: '/v1/relays',
  operationId: 'createRelay',
  summary: 'Have something sent that was signed',
  description:
    'Takes a payer’s signature over a payment request, or the calldata of any signed action of the two contracts, tries it against the chain, and sends it: whoever signed needs no gas. A payment is known by `payment_request`, `source` and `signature`. An action is known by `chain` and `call`, and must concern you: a payment of yours (capture, void, refund), a payment request of yours (burn), an address of yours (withdraw, transferBalance, setPayout, setOperator), or a plan that pays one (everything about plans and subscriptions). You may also have sent what concerns its signer alone (deposit, movePrepaid, cancelNonce). With a checkout token, payments of its invoice are taken, and burns of requests whose payment was handed in. A refund or payout that waits for this very signature follows the relay from then on. The answer comes before anything is mined: follow the relay, or wait for its events.',
  tag: 'Relays',
  access: { scope: 'relays:write', orCheckoutToken: true },
  idempotencyKey: 'required',
  body: relayInput,
  answer: { status: 202, schema: relaySchema, description: 'The accepted relay.' },
  prepare: (ctx, { caller, body }) => prepareRelay(ctx, caller, toRelayInput(body)),
  handle: async (ctx, { caller }, prepared) => toRelay(await create(ctx, caller, prepared)),
})
