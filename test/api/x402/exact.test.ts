import { after, before, describe, it } from 'node:test'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { decodePaymentResponseHeader } from '@x402/fetch'
import { expect } from 'chai'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { testClientOf } from '../relays/support/chain.ts'
import { payerOf } from '../relays/support/relays.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'
import { openShop, PRICE, type Shop, walletFetch } from './support/shop.ts'
import { startWorker } from './support/worker.ts'

describe('an exact payment by EIP-3009', () => {
  let world: World
  let server: TestServer
  let worker: ReturnType<typeof startWorker>
  let merchant: TestMerchant
  let shop: Shop

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    await recoverSender(world.ctx)
    worker = startWorker(world)
    merchant = await addMerchant(world)
    shop = await openShop(world, server, { payTo: merchant.account.address, key: merchant.key })
  })
  after(async () => {
    await shop.close()
    await worker.stop()
    await server.close()
    await world.close()
  })

  const network = () => `eip155:${world.chain.chainId}` as const
  const balanceOf = (account: `0x${string}`) =>
    testClientOf(world).readContract({
      address: world.token.address,
      abi: testDollarAbi,
      functionName: 'balanceOf',
      args: [account],
    })

  it('is paid with the published client and middleware', async () => {
    const unpaid = await fetch(shop.url)
    expect(unpaid.status).to.equal(402)
    const response = await walletFetch(world, payerOf(world))(shop.url)
    expect(response.status, await response.clone().text()).to.equal(200)
    expect(await response.json()).to.deep.equal({ weather: 'sunny' })
    const receipt = decodePaymentResponseHeader(response.headers.get('PAYMENT-RESPONSE') ?? '')
    expect(receipt).to.include({ success: true, network: network(), payer: payerOf(world).address })
    expect(await balanceOf(merchant.account.address)).to.equal(PRICE)
  })
})
