import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { florin } from '@florin/sdk/client.ts'
import { encodeDeposit } from '@florin/sdk/escrow/calldata.ts'
import { permitTypedData } from '@florin/sdk/escrow/permit.ts'
import { permit2Address } from '@florin/sdk/escrow/permit2.ts'
import type { components } from '@florin/sdk/generated/api.ts'
import { unwrap } from '@florin/sdk/unwrap.ts'
import { expect } from 'chai'
import { encodeFunctionData, getAddress, type LocalAccount, parseAbi, parseSignature } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { connectChains } from '../../../api/src/chain/clients.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { installPermit2, readPermit2Code } from '../../../scripts/local/permit2.ts'
import { addInvoice } from '../support/invoices.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { expectFitForWallets } from '../support/walletTypedData.ts'
import { openWorld, type World } from '../support/world.ts'
import { approve } from './support/actions.ts'
import { executionsOf, sendAs, sendTo, testClientOf } from './support/chain.ts'
import { giveDollars } from './support/dollars.ts'
import { watchUntil } from './support/relays.ts'

const AMOUNT = 10_000_000n

const permitAbi = parseAbi([
  'function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)',
])

type Field = 'receive_with_authorization' | 'consent' | 'consent_available' | 'consent_permit' | 'permit2'

describe('the typed data of a payment request', () => {
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

  /** A payment request for a new invoice, as the payer's page asks for it. */
  async function ask(of: TestServer, payer: LocalAccount) {
    const invoice = await addInvoice(world, merchant.owner)
    const api = florin({ apiUrl: of.url, checkoutToken: String(invoice.checkout_token), retries: 0 })
    const request = await unwrap(
      api.POST('/v1/invoices/{id}/payment_requests', {
        params: { path: { id: invoice.id } },
        body: { payer: payer.address },
      }),
    )
    return { api, request }
  }

  const newPayer = () => privateKeyToAccount(generatePrivateKey())

  /** Counts how often a server asks its chain for code. */
  function counted() {
    const asked: string[] = []
    const { chain } = world.ctx
    const readCode: typeof chain.x402.readCode = (client, address) => {
      asked.push(address)
      return chain.x402.readCode(client, address)
    }
    return { asked, replace: { chain: { ...chain, x402: { ...chain.x402, readCode } } } }
  }

  it('has none for Permit2 where the chain has it not, which is asked once', async () => {
    const { asked, replace } = counted()
    const other = await serveApi(world, { replace })
    try {
      for (let count = 0; count < 2; count += 1) {
        const { request } = await ask(other, newPayer())
        expect(request.typed_data.permit2).to.equal(null)
      }
      expect(asked.filter((address) => address === permit2Address)).to.have.length(1)
    } finally {
      await other.close()
    }
  })

  it('has none for Permit2 where the chain does not answer, and all else', async () => {
    const { chainId } = world.chain
    const clients = connectChains(world.ctx.chains, new Map([[chainId, { own: ['http://127.0.0.1:1'] }]]))
    const other = await serveApi(world, { replace: { clients } })
    try {
      const { request } = await ask(other, newPayer())
      const { permit, consent_permit, permit2, ...rest } = request.typed_data
      expect([permit, consent_permit, permit2]).to.deep.equal([null, null, null])
      expect(Object.keys(rest).sort()).to.deep.equal([
        'consent',
        'consent_available',
        'receive_with_authorization',
      ])
      expect(Object.values(rest)).not.to.include(null)
    } finally {
      await other.close()
    }
  })

  it('has no permit for a token that signs under another domain than ours', async () => {
    const token = { ...world.token, eip712: { ...world.token.eip712, version: '1' } }
    const chains = new Map([[world.chain.chainId, { ...world.chain, tokens: [token] }]])
    const other = await serveApi(world, { replace: { chains } })
    try {
      const { typed_data } = (await ask(other, newPayer())).request
      expect([typed_data.permit, typed_data.consent_permit]).to.deep.equal([null, null])
    } finally {
      await other.close()
    }
  })

  /** Uses up the payer's nonce. */
  async function permitSomething(payer: LocalAccount): Promise<void> {
    const { chainId, escrow } = world.chain
    const { address: token, eip712: tokenDomain } = world.token
    const deadline = 2n ** 40n
    const fields = { owner: payer.address, token, tokenDomain, value: 1n, nonce: 0n, deadline }
    const signature = await payer.signTypedData(permitTypedData({ chainId, escrow, ...fields }))
    const { r, s, v = 0n } = parseSignature(signature)
    const args = [payer.address, escrow, 1n, deadline, Number(v), r, s] as const
    const data = encodeFunctionData({ abi: permitAbi, functionName: 'permit', args })
    await sendTo(world, token, payer, data)
  }

  describe('on a chain with Permit2', () => {
    before(async () => installPermit2(testClientOf(world), await readPermit2Code()))

    const ways: [source: 'erc3009' | 'allowance' | 'available' | 'permit' | 'permit2', field: Field][] = [
      ['erc3009', 'receive_with_authorization'],
      ['allowance', 'consent'],
      ['available', 'consent_available'],
      ['permit', 'consent_permit'],
      ['permit2', 'permit2'],
    ]

    /** What each source needs to be there before. */
    async function prepare(payer: LocalAccount, source: (typeof ways)[number][0]) {
      await testClientOf(world).setBalance({ address: payer.address, value: 10n ** 18n })
      await giveDollars(world, payer.address, AMOUNT)
      if (source === 'permit2') await approve(world, payer, permit2Address)
      if (source === 'allowance' || source === 'available') await approve(world, payer, world.chain.escrow)
      if (source === 'available') {
        await sendAs(world, payer, encodeDeposit(false, world.token.address, AMOUNT, 'allowance', '0x'))
      }
    }

    async function signPermit(payer: LocalAccount, { typed_data }: components['schemas']['PaymentRequest']) {
      const { permit } = typed_data
      if (!permit) throw new Error('there is no permit')
      const { value, deadline } = permit.message
      const signature = await payer.signTypedData(permit)
      return { value: String(value), deadline: String(deadline), signature }
    }

    for (const [source, field] of ways) {
      it(`pays by ${source} once ${field} is signed as it is`, async () => {
        const payer = newPayer()
        await prepare(payer, source)
        const { api, request } = await ask(server, payer)
        const typedData = request.typed_data[field]
        if (!typedData) throw new Error(`there is no ${field}`)
        const signature = await payer.signTypedData(typedData)
        const permit = source === 'permit' ? { permit: await signPermit(payer, request) } : {}
        const relay = await unwrap(
          api.POST('/v1/relays', {
            params: { header: { 'Idempotency-Key': randomUUID() } },
            body: { payment_request: request.id, source, signature, ...permit },
          }),
        )
        await watchUntil(world, relay.id, 'confirmed')
        const id = request.onchain_id
        expect(await executionsOf(world, `0x${id.slice(2)}`)).to.equal(1)
      })
    }

    it('names the fields of its domain, whatever contract checks it', async () => {
      const { typed_data } = (await ask(server, newPayer())).request
      expect(Object.values(typed_data)).to.have.length(6).and.not.to.include(null)
      for (const typedData of Object.values(typed_data)) expectFitForWallets(typedData)
    })

    it('has a permit of just the payment, with the payer’s next nonce', async () => {
      const payer = newPayer()
      const of = async () => {
        const { request } = await ask(server, payer)
        const { value, nonce, deadline, spender } = request.typed_data.permit?.message ?? {}
        expect({ value, deadline }).to.deep.equal({ value: '10000000', deadline: request.terms.authorize_by })
        expect(spender).to.equal(getAddress(world.chain.escrow))
        return nonce
      }
      expect(await of()).to.equal('0')
      await permitSomething(payer)
      expect(await of()).to.equal('1')
    })
  })
})
