import { after, before, describe, it } from 'node:test'
import { relayAction } from '@florin/sdk/checkout/relayAction.ts'
import { settledRelay } from '@florin/sdk/checkout/settledRelay.ts'
import { florin } from '@florin/sdk/client.ts'
import { FlorinError } from '@florin/sdk/errors.ts'
import { setPayoutTypedData } from '@florin/sdk/escrow/accountTypedData.ts'
import { encodeCharge, encodeSetPayout } from '@florin/sdk/escrow/calldata.ts'
import { feeBounds } from '@florin/sdk/escrow/fees.ts'
import { consentTypedData } from '@florin/sdk/escrow/typedData.ts'
import { expect } from 'chai'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { fromTermsRow } from '../../api/src/domain/terms.ts'
import { recoverSender } from '../../api/src/services/relays/recoverSender.ts'
import { type Actions, actionsOf, approve } from '../api/relays/support/actions.ts'
import { executionsOf } from '../api/relays/support/chain.ts'
import { payerOf, watchUntil } from '../api/relays/support/relays.ts'
import { addInvoice, addPaymentRequest } from '../api/support/invoices.ts'
import { addMerchant, type TestMerchant } from '../api/support/merchants.ts'
import { serveApi, type TestServer } from '../api/support/server.ts'
import { openWorld, type World } from '../api/support/world.ts'

describe('relayAction', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let actions: Actions
  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    await recoverSender(world.ctx)
    merchant = await addMerchant(world)
    actions = actionsOf(world, server, merchant)
  })
  after(async () => {
    await server?.close()
    await world?.close()
  })

  const chain = () => `eip155:${world.chain.chainId}`
  const apiOf = (by: { apiKey: string } | { checkoutToken: string }) =>
    florin({ apiUrl: server.url, retries: 0, ...by })
  const follow = () => ({ signal: AbortSignal.timeout(20_000), intervalMs: 50 })

  /** A call by which the merchant names a new wallet. */
  async function namesPayout() {
    const fields = await actions.fresh(merchant.account)
    const payout = privateKeyToAddress(generatePrivateKey())
    const typedData = setPayoutTypedData({ ...actions.place, ...fields, payout })
    const auth = await actions.auth(merchant.account, fields, typedData)
    return { to: world.chain.escrow, data: encodeSetPayout(payout, auth) }
  }

  it('has an action sent once, however often it is handed in', async () => {
    const input = { api: apiOf({ apiKey: merchant.key }), chain: chain(), call: await namesPayout() }
    const relay = await relayAction(input)
    expect(relay).to.include({ kind: 'set_payout', status: 'accepted', chain: chain() })
    expect((await relayAction(input)).id).to.equal(relay.id)
    const following = settledRelay(input.api, relay.id, follow())
    await watchUntil(world, relay.id, 'confirmed')
    expect(await following).to.include({ id: relay.id, status: 'confirmed', executed_by: 'self' })
    expect((await relayAction(input)).id).to.equal(relay.id)
  })

  it('has a payment sent that a payer consented to', async () => {
    const payer = payerOf(world)
    await approve(world, payer, world.chain.escrow)
    const invoice = await addInvoice(world, merchant.owner)
    const request = await addPaymentRequest(world, invoice, payer.address)
    const { chainId, escrow } = world.chain
    const source = 'allowance' as const
    const typedData = consentTypedData({ chainId, escrow, id: request.onchain_id, source })
    const pull = { source, signature: await payer.signTypedData(typedData) }
    const terms = fromTermsRow(request.terms)
    const data = encodeCharge(terms, feeBounds(terms.amount, terms).least, pull)
    const api = apiOf({ checkoutToken: String(invoice.checkout_token) })
    const relay = await relayAction({ api, chain: chain(), call: { to: escrow, data } })
    expect(relay).to.include({ kind: 'charge', payment_request: request.id })
    const following = settledRelay(api, relay.id, follow())
    await watchUntil(world, relay.id, 'confirmed')
    expect((await following).status).to.equal('confirmed')
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
  })

  it('throws what the API says against it', async () => {
    const other = await addMerchant(world)
    const call = await namesPayout()
    const refused = await relayAction({ api: apiOf({ apiKey: other.key }), chain: chain(), call }).catch(
      (error: unknown) => error,
    )
    expect(refused).to.be.instanceOf(FlorinError)
    expect(refused).to.include({ status: 403, code: 'call_not_yours', param: 'call.data' })
  })
})
