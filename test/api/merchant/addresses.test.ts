import { randomBytes } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { addressProofTypedData } from '@florin/sdk/merchant/addressProof.ts'
import { expect } from 'chai'
import { sql } from 'kysely'
import type { Hex } from 'viem'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { checkAddressProof } from '../../../api/src/services/addresses/checkAddressProof.ts'
import { cleanOldRows } from '../../../api/src/services/cleanOldRows.ts'
import { createApiKey } from '../../../api/src/services/createApiKey.ts'
import { ANY_SIGNATURE, setWallet } from '../relays/support/wallets.ts'
import { addInvoice, addPaymentRequest } from '../support/invoices.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { type Reply, serveApi, type TestServer } from '../support/server.ts'
import { hexAt, textAt } from '../support/textAt.ts'
import { expectFitForWallets } from '../support/walletTypedData.ts'
import { openWorld, type World } from '../support/world.ts'

const CHAIN = 'eip155:31337'
const PATH = '/v1/merchant/addresses'

describe('addresses of a merchant', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let other: TestMerchant
  let account: PrivateKeyAccount

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
  })
  after(async () => {
    await server.close()
    await world.close()
  })
  beforeEach(async () => {
    merchant = await addMerchant(world)
    other = await addMerchant(world)
    account = privateKeyToAccount(generatePrivateKey())
  })

  async function ask(
    address: Hex = account.address,
    key = merchant.key,
  ): Promise<{ nonce: Hex; proof: Proof }> {
    const reply = await server.call('POST', `${PATH}/challenge`, { key, body: { chain: CHAIN, address } })
    expect(reply.status).to.equal(201)
    const nonce = hexAt(reply.body, 'nonce')
    const message = (name: string) => textAt(reply.body, 'typed_data', 'message', name)
    const proof = {
      installation: message('installation'),
      merchant: message('merchant'),
      chainId: 31337,
      account: address,
      nonce,
      expiry: BigInt(message('expiry')),
    }
    return { nonce, proof }
  }
  type Proof = Parameters<typeof addressProofTypedData>[0]

  const sign = (proof: Proof, by = account) => by.signTypedData(addressProofTypedData(proof))
  const claim = (body: object, options: { key?: string; idempotencyKey?: string } = {}): Promise<Reply> =>
    server.call('POST', PATH, {
      key: merchant.key,
      ...options,
      body: { chain: CHAIN, address: account.address, ...body },
    })
  const list = async (key = merchant.key) =>
    (await server.call('GET', PATH, { key })).body.data as Reply['body'][]
  const remove = (address: string, key = merchant.key) =>
    server.call('DELETE', `${PATH}/${CHAIN}/${address}`, { key })
  const makeDefault = (address: string, key = merchant.key) =>
    server.call('POST', `${PATH}/${CHAIN}/${address}/default`, { key, body: {} })

  async function register(by = account, key = merchant.key): Promise<Reply> {
    const { nonce, proof } = await ask(by.address, key)
    return claim({ address: by.address, nonce, signature: await sign(proof, by) }, { key })
  }

  it('shows what the host vouched for', async () => {
    expect(await list()).to.have.length(1)
    expect((await list())[0]).to.include({
      object: 'merchant_address',
      chain: CHAIN,
      address: merchant.account.address,
      default: true,
      proof: 'host',
      proven_at: null,
    })
  })

  it('registers an address for its signature over the challenge that wallets are shown', async () => {
    const { body } = await server.call('POST', `${PATH}/challenge`, {
      key: merchant.key,
      body: { chain: CHAIN, address: account.address },
    })
    const { message, types, domain } = body.typed_data as Record<string, Record<string, string>>
    expect(domain).to.deep.equal({ name: 'Florin', version: '1', chainId: 31337 })
    expect(message).to.include({
      installation: world.ctx.config.apiUrl,
      merchant: merchant.owner.merchantId,
      account: account.address.toLowerCase(),
    })
    expect(types).to.have.property('AddressProof')
    expectFitForWallets(body.typed_data)
    const reply = await register()
    expect(reply.status).to.equal(201)
    expect(reply.body).to.include({ address: account.address, default: false, proof: 'signature' })
    expect(await list()).to.have.length(2)
    const events = await server.call('GET', '/v1/events', { key: merchant.key })
    expect((events.body.data as Reply['body'][])[0]).to.include({ type: 'merchant.address_added' })
  })

  it('replays the answer for the same Idempotency-Key, and refuses the nonce for another', async () => {
    const { nonce, proof } = await ask()
    const body = { nonce, signature: await sign(proof) }
    const first = await claim(body, { idempotencyKey: `a-${nonce}` })
    const again = await claim(body, { idempotencyKey: `a-${nonce}` })
    expect(again.body).to.deep.equal(first.body)
    expect(again.headers.get('idempotent-replayed')).to.equal('true')
    expect((await claim(body, { idempotencyKey: `b-${nonce}` })).body.code).to.equal('invalid_challenge')
    expect((await claim(body)).body).to.include({ code: 'invalid_challenge', param: 'nonce' })
  })

  it('uses a challenge once, however many claims come at the same time', async () => {
    const { nonce, proof } = await ask()
    const body = { nonce, signature: await sign(proof) }
    const replies = await Promise.all(Array.from({ length: 8 }, () => claim(body)))
    expect(replies.map((reply) => reply.status).sort()).to.deep.equal([201, ...Array(7).fill(400)])
  })

  it('refuses the signature of another account, and of other terms', async () => {
    const { nonce, proof } = await ask()
    const stranger = privateKeyToAccount(generatePrivateKey())
    const wrong: Proof[] = [
      { ...proof, merchant: other.owner.merchantId },
      { ...proof, installation: 'https://evil.example' },
      { ...proof, chainId: 1 },
      { ...proof, expiry: proof.expiry + 1n },
      { ...proof, nonce: `0x${randomBytes(32).toString('hex')}` },
    ]
    const signatures = [
      await sign(proof, stranger),
      ...(await Promise.all(wrong.map((one) => sign(one)))),
      '0x00',
    ]
    for (const signature of signatures) {
      expect((await claim({ nonce, signature })).body).to.include({
        code: 'invalid_signature',
        param: 'signature',
      })
    }
    // None of them used the challenge up.
    expect((await claim({ nonce, signature: await sign(proof) })).status).to.equal(201)
  })

  it('refuses a challenge of another merchant, address or chain, and one that is too old', async () => {
    const { nonce, proof } = await ask()
    const signature = await sign(proof)
    const codes = [
      (await claim({ nonce, signature }, { key: other.key })).body.code,
      (await claim({ nonce, signature, address: merchant.account.address })).body.code,
      (await claim({ nonce: `0x${'00'.repeat(32)}`, signature })).body.code,
    ]
    expect(codes).to.deep.equal(['invalid_challenge', 'invalid_challenge', 'invalid_challenge'])
    expect((await claim({ nonce, signature, chain: 'eip155:1' })).body.code).to.equal('chain_not_configured')
    await sql`UPDATE florin.address_challenge SET expires_at = now() WHERE nonce = ${nonce}`.execute(world.db)
    expect((await claim({ nonce, signature })).body.code).to.equal('invalid_challenge')
    await cleanOldRows(world.ctx)
    expect(
      await world.db.selectFrom('address_challenge').select('nonce').where('nonce', '=', nonce).execute(),
    ).to.deep.equal([])
  })

  it('asks a contract wallet (ERC-1271), which may refuse or fail', async () => {
    const wallet = (): Hex => `0x${randomBytes(20).toString('hex')}`
    const [accepting, failing, empty] = [wallet(), wallet(), wallet()]
    await setWallet(world, accepting, 'accepts')
    await setWallet(world, failing, 'reverts')
    const tryIt = async (address: Hex) => {
      const { nonce } = await ask(address)
      return claim({ address, nonce, signature: ANY_SIGNATURE })
    }
    expect((await tryIt(accepting)).status).to.equal(201)
    expect((await tryIt(failing)).body.code).to.equal('invalid_signature')
    expect((await tryIt(empty)).body.code).to.equal('invalid_signature')
  })

  it('says that the chain does not answer, instead of calling a signature wrong', async () => {
    const { nonce } = await ask()
    const down = world.openCtx({ role: 'api' })
    const client = down.clients.get(31337)
    if (!client) throw new Error('no client')
    const silent = { ...client, request: () => Promise.reject(new Error('down')) }
    const clients = new Map([[31337, silent]])
    const input = { chain: CHAIN, address: account.address, nonce, signature: ANY_SIGNATURE }
    const refusal = await checkAddressProof({ ...down, clients }, merchant.owner, input).catch(
      (error) => error,
    )
    expect(refusal).to.include({ code: 'chain_unavailable' })
  })

  it('gives an address to one merchant, in the same words whosever it is', async () => {
    expect((await register()).status).to.equal(201)
    const refusal = await register(account, other.key)
    expect(refusal.status).to.equal(409)
    expect(refusal.body.code).to.equal('address_not_available')
    expect(JSON.stringify(refusal.body)).to.not.include(merchant.owner.merchantId)
    // Its own merchant may prove it again.
    expect((await register()).status).to.equal(201)
    expect(await list()).to.have.length(2)
  })

  it('gives it to one of two merchants that prove it at the same time', async () => {
    const replies = await Promise.all([register(account), register(account, other.key)])
    expect(replies.map((reply) => reply.status).sort()).to.deep.equal([201, 409])
  })

  it('bills at the default, and keeps what was billed where it was', async () => {
    await register()
    const before = await addInvoice(world, merchant.owner)
    expect(before.merchant_address).to.equal(merchant.account.address.toLowerCase())
    expect((await makeDefault(account.address)).body).to.include({ address: account.address, default: true })
    expect((await addInvoice(world, merchant.owner)).merchant_address).to.equal(account.address.toLowerCase())
    expect((await list()).map((row) => [row.address, row.default])).to.deep.equal([
      [account.address, true],
      [merchant.account.address, false],
    ])
    const race = [account.address, merchant.account.address, account.address]
    const replies = await Promise.all(race.map((address) => makeDefault(address)))
    expect(replies.map((reply) => reply.status)).to.deep.equal([200, 200, 200])
    expect((await list()).filter((row) => row.default)).to.have.length(1)
  })

  it('keeps an address that open invoices name, and tells which', async () => {
    const invoice = await addInvoice(world, merchant.owner)
    const refusal = await remove(merchant.account.address)
    expect(refusal.status).to.equal(409)
    expect(refusal.body).to.include({ code: 'address_in_use', invoice: invoice.id })
    await server.call('POST', `/v1/invoices/${invoice.id}/void`, { key: merchant.key, body: {} })
    const removed = await remove(merchant.account.address)
    expect(removed.body).to.deep.equal({
      object: 'merchant_address',
      chain: CHAIN,
      address: merchant.account.address,
      deleted: true,
    })
    expect(await list()).to.deep.equal([])
    expect((await remove(merchant.account.address)).status).to.equal(404)
    const body = { amount: '1', chain: CHAIN, token: world.token.address }
    const missing = await server.call('POST', '/v1/invoices', { key: merchant.key, body })
    expect(missing.body.code).to.equal('merchant_address_missing')
  })

  it('keeps an address to which somebody may still pay, though the invoice asks for it no more', async () => {
    const invoice = await addInvoice(world, merchant.owner)
    const payer = privateKeyToAccount(generatePrivateKey()).address
    const request = await addPaymentRequest(world, invoice, payer)
    await server.call('POST', `/v1/invoices/${invoice.id}/void`, { key: merchant.key, body: {} })
    const refusal = await remove(merchant.account.address)
    expect(refusal.status).to.equal(409)
    expect(refusal.body).to.include({
      code: 'address_in_use',
      invoice: invoice.id,
      payment_request: request.id,
      until: request.authorize_by.toISOString(),
    })
    await sql`UPDATE florin.payment_request SET authorize_by = now() WHERE id = ${request.id}`.execute(
      world.db,
    )
    expect((await remove(merchant.account.address)).status).to.equal(200)
  })

  it('never removes an address under an invoice that begins to use it', async () => {
    const body = { amount: '1', chain: CHAIN, token: world.token.address }
    const create = () => server.call('POST', '/v1/invoices', { key: merchant.key, body })
    const [removal, ...made] = await Promise.all([
      remove(merchant.account.address),
      create(),
      create(),
      create(),
    ])
    const created = made.filter((reply) => reply.status === 201)
    if (removal?.status === 200) expect(created).to.deep.equal([])
    else expect(created).to.not.deep.equal([])
  })

  it('leaves the money that names a removed address its owner, until another proves to be it', async () => {
    await register()
    await remove(account.address)
    const ownerOf = async () =>
      (await world.ctx.store.merchants.findByAddress(world.db, 31337n, account.address.toLowerCase() as Hex))
        ?.merchant_id
    expect(await ownerOf()).to.equal(merchant.owner.merchantId)
    expect((await register(account, other.key)).status).to.equal(201)
    expect(await ownerOf()).to.equal(other.owner.merchantId)
    expect((await register()).body.code).to.equal('address_not_available')
  })

  it('does not know addresses of others', async () => {
    expect((await remove(other.account.address)).status).to.equal(404)
    expect((await makeDefault(other.account.address)).status).to.equal(404)
    expect(await list(other.key)).to.have.length(1)
  })

  it('needs the scope for each direction', async () => {
    const ctx = { ...world.ctx, db: world.db }
    const { key } = await createApiKey(ctx, merchant.owner, ['invoices:write'])
    const body = { chain: CHAIN, address: account.address }
    const replies = [
      await server.call('GET', PATH, { key }),
      await server.call('POST', `${PATH}/challenge`, { key, body }),
      await claim({ nonce: `0x${'00'.repeat(32)}`, signature: '0x00' }, { key }),
      await remove(merchant.account.address, key),
      await makeDefault(merchant.account.address, key),
    ]
    expect(replies.map((reply) => reply.body.code)).to.deep.equal(Array(5).fill('insufficient_scope'))
  })

  for (const [what, change, param] of [
    ['a nonce in capitals', { nonce: `0x${'AB'.repeat(32)}` }, 'nonce'],
    ['half a byte of a signature', { signature: '0x1' }, 'signature'],
    ['no signature', { signature: '0x' }, 'signature'],
    ['a signature without end', { signature: `0x${'11'.repeat(8193)}` }, 'signature'],
    ['an address that is cut off', { address: '0x1234' }, 'address'],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const reply = await claim(Object.assign({ nonce: `0x${'00'.repeat(32)}`, signature: '0x00' }, change))
      expect(reply.status).to.equal(400)
      expect(reply.body.param).to.equal(param)
    })
  }
})
