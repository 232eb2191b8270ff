import { after, before, describe, it } from 'node:test'
import { payByPermit } from '@florin/sdk/checkout/payByPermit.ts'
import { TermsRefused } from '@florin/sdk/checkout/verifiedTerms.ts'
import { florin } from '@florin/sdk/client.ts'
import { expect } from 'chai'
import type { LocalAccount } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { recoverSender } from '../../api/src/services/relays/recoverSender.ts'
import { giveDollars } from '../api/relays/support/dollars.ts'
import { watchUntil } from '../api/relays/support/relays.ts'
import { addInvoice } from '../api/support/invoices.ts'
import { addMerchant, type TestMerchant } from '../api/support/merchants.ts'
import { serveApi, type TestServer } from '../api/support/server.ts'
import { openWorld, type World } from '../api/support/world.ts'

describe('paying by a permit', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld()
    await recoverSender(world.ctx)
    server = await serveApi(world)
    merchant = await addMerchant(world)
  })
  after(async () => {
    await server?.close()
    await world?.close()
  })

  const newPayer = () => privateKeyToAccount(generatePrivateKey())

  /** @param alter What the payer's side is told in place of the payment request. */
  async function pay(payer: LocalAccount, alter: (request: string) => string = (text) => text) {
    const invoice = await addInvoice(world, merchant.owner)
    const altering: typeof fetch = async (input, init) => {
      const response = await fetch(input, init)
      const { pathname } = new URL(input instanceof Request ? input.url : input)
      if (!pathname.endsWith('/payment_requests')) return response
      return Response.json(JSON.parse(alter(await response.text())), { status: response.status })
    }
    const api = florin({ apiUrl: server.url, checkoutToken: `${invoice.checkout_token}`, fetch: altering })
    let signed = 0
    const counted = <T>(signature: Promise<T>): Promise<T> => {
      signed += 1
      return signature
    }
    const paying = payByPermit({
      api,
      invoice: invoice.id,
      payer: payer.address,
      signPermit: (typedData) => counted(payer.signTypedData(typedData)),
      signConsent: (typedData) => counted(payer.signTypedData(typedData)),
    })
    return { relay: await paying.catch((error: unknown) => error), signed }
  }

  it('needs two signatures and no gas', async () => {
    const payer = newPayer()
    await giveDollars(world, payer.address, 10_000_000n)
    const { relay, signed } = await pay(payer)
    expect(signed).to.equal(2)
    expect(relay).to.include({ status: 'accepted', kind: 'charge' })
    const id = relay instanceof Object && 'id' in relay ? String(relay.id) : ''
    await watchUntil(world, id, 'confirmed')
  })

  it('signs nothing where the token takes no permits', async () => {
    const without = (text: string) => {
      const request = JSON.parse(text)
      return JSON.stringify({ ...request, typed_data: { ...request.typed_data, permit: null } })
    }
    const { relay, signed } = await pay(newPayer(), without)
    expect(signed).to.equal(0)
    expect(relay).to.be.instanceOf(TermsRefused)
  })

  it('signs nothing where the terms say more than the invoice', async () => {
    const dearer = (text: string) => {
      const request = JSON.parse(text)
      return JSON.stringify({ ...request, terms: { ...request.terms, amount: '10000001' } })
    }
    const { relay, signed } = await pay(newPayer(), dearer)
    expect(signed).to.equal(0)
    expect(relay).to.be.instanceOf(TermsRefused)
  })

  it('takes nothing of the permit from the API but its nonce', async () => {
    const payer = newPayer()
    await giveDollars(world, payer.address, 10_000_000n)
    const greedy = (text: string) => text.replace(/"value":"10000000"/, '"value":"99000000"')
    const { relay } = await pay(payer, greedy)
    const id = relay instanceof Object && 'id' in relay ? String(relay.id) : ''
    await watchUntil(world, id, 'confirmed')
  })
})
