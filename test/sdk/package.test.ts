import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { expect } from 'chai'
import { build } from 'esbuild'
import { Webhook } from 'standardwebhooks'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { lowerCase } from '../../api/src/domain/address.ts'
import { recoverSender } from '../../api/src/services/relays/recoverSender.ts'
import { localAccount, localKey } from '../../scripts/local/accounts.ts'
import { testClientOf } from '../api/relays/support/chain.ts'
import { watchUntil } from '../api/relays/support/relays.ts'
import { addInvoice } from '../api/support/invoices.ts'
import { addMerchant, type TestMerchant } from '../api/support/merchants.ts'
import { serveApi, type TestServer } from '../api/support/server.ts'
import { openWorld, type World } from '../api/support/world.ts'
import { waitFor } from '../support/waitFor.ts'
import { launchBrowser } from '../web/support/browser.ts'
import { readExamples } from './support/examples.ts'
import { type InstalledProject, installProject } from './support/project.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

/** Texts of the environment, which a real program would check first. */
const ENVIRONMENT = `declare const process: {
  env: { [name in 'FLORIN_URL' | 'FLORIN_KEY' | 'TOKEN' | 'WEBHOOK_SECRET' | 'CHECKOUT_TOKEN' | 'INVOICE' | 'PAYOUT']: string } & {
    [name in 'PAYER_KEY' | 'MERCHANT_KEY']: \`0x\${string}\`
  }
}
`
const STRICT = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  module: 'nodenext',
  target: 'es2022',
  lib: ['es2023', 'dom', 'dom.iterable'],
  types: [],
  skipLibCheck: true,
}

describe('the packed SDK, installed in an empty project', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let project: InstalledProject
  let env: Record<string, string>

  before(async () => {
    project = installProject()
    world = await openWorld()
    server = await serveApi(world)
    merchant = await addMerchant(world, { name: 'Harbour Coffee' })
    await recoverSender(world.ctx)
    env = {
      FLORIN_URL: server.url,
      FLORIN_KEY: merchant.key,
      TOKEN: world.token.address,
      WEBHOOK_SECRET: SECRET,
      PAYER_KEY: localKey(world.chain.chainId, 'payer'),
    }
  })
  after(async () => {
    await server?.close()
    await world?.close()
  })

  const examples = readExamples(path.join(ROOT, 'sdk/README.md'))
  const example = (heading: string): string => {
    const source = examples.get(heading)
    if (source === undefined) throw new Error(`sdk/README.md has no example under "${heading}"`)
    return source
  }

  it('has a test for each example of its README', () => {
    expect([...examples.keys()]).to.deep.equal([
      'Bill',
      'Read lists',
      'Refusals',
      'Webhooks',
      'Pay',
      'Send what was signed',
    ])
  })

  it('runs on Node 20', async () => {
    expect(await project.run('version', 'console.log(process.version)', {})).to.match(/^v20\./)
  })

  it('bills as its README says', async () => {
    const printed = await project.run('bill', example('Bill'), env)
    expect(printed).to.match(/^open http:\/\/\S+\/pay\/inv_\w+\?token=/)
  })

  it('reads lists as its README says', async () => {
    const other = await addMerchant(world)
    for (let count = 0; count < 3; count += 1) await addInvoice(world, other.owner)
    const source = example('Read lists').replace('...page', '...page, limit: 2')
    const printed = await project.run('lists', source, { ...env, FLORIN_KEY: other.key })
    expect(printed).to.equal('30.000000 are due')
  })

  it('tells refusals as its README says', async () => {
    expect(await project.run('refusals', example('Refusals'), env)).to.match(/^400 invalid_amount amount \S/)
  })

  it('verifies webhooks as its README says', async () => {
    const body = JSON.stringify({
      id: 'evt_1',
      type: 'invoice.paid',
      seq: 1,
      timestamp: new Date().toISOString(),
      data: { object: { id: 'inv_1' } },
    })
    const at = new Date()
    const headers = {
      'webhook-id': 'evt_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(SECRET).sign('evt_1', at, body),
    }
    const deliver = (sent: string) =>
      `console.log((await receive(new Request('http://shop.test/', ${JSON.stringify({
        method: 'POST',
        headers,
        body: sent,
      })}))).status)`
    const source = `${example('Webhooks')}\n${deliver(body)}\n${deliver(body.replace('inv_1', 'inv_2'))}`
    const printed = await project.run('webhooks', source, env)
    expect(printed.split('\n')).to.deep.equal(['inv_1 is paid', '204', '400'])
  })

  it('pays an invoice as its README says', async () => {
    const invoice = await addInvoice(world, merchant.owner)
    const paying = project.run('pay', example('Pay'), {
      ...env,
      INVOICE: invoice.id,
      CHECKOUT_TOKEN: invoice.checkout_token,
    })
    const relay = await waitFor(
      () =>
        world.db
          .selectFrom('relay')
          .innerJoin('payment_request', 'payment_request.id', 'relay.payment_request_id')
          .select('relay.id')
          .where('payment_request.invoice_id', '=', invoice.id)
          .executeTakeFirst(),
      { describe: 'the relay of the README' },
    )
    await watchUntil(world, relay.id, 'confirmed')
    expect(await paying).to.equal('confirmed')
  })

  it('has an action sent as its README says', async () => {
    const { chainId } = world.chain
    const account = localAccount(chainId, 'merchant')
    const key = { chainId: BigInt(chainId), address: lowerCase(account.address) }
    const claimed = await world.ctx.store.merchantAddresses.claim(world.db, merchant.owner, key, new Date())
    expect(claimed).to.equal(true)
    const payout = privateKeyToAddress(generatePrivateKey())
    const sending = project.run('action', example('Send what was signed'), {
      ...env,
      MERCHANT_KEY: localKey(chainId, 'merchant'),
      PAYOUT: payout,
    })
    const relay = await waitFor(
      () =>
        world.db
          .selectFrom('relay')
          .select('id')
          .where('signer', '=', key.address)
          .where('kind', '=', 'set_payout')
          .executeTakeFirst(),
      { describe: 'the relay of the action' },
    )
    await watchUntil(world, relay.id, 'confirmed')
    expect(await sending).to.equal('confirmed')
    const [named] = await testClientOf(world).readContract({
      address: world.chain.escrow,
      abi: paymentEscrowAbi,
      functionName: 'payoutTo',
      args: [account.address],
    })
    expect(named).to.equal(payout)
  })

  it('has types that a strict compiler takes', () => {
    for (const [heading, source] of examples) {
      writeFileSync(path.join(project.folder, `${heading.replaceAll(' ', '')}.ts`), source)
    }
    writeFileSync(path.join(project.folder, 'environment.d.ts'), ENVIRONMENT)
    writeFileSync(path.join(project.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: STRICT }))
    const compiler = path.join(ROOT, 'node_modules/typescript/bin/tsc')
    execFileSync(process.execPath, [compiler, '-p', project.folder], { stdio: ['ignore', 2, 2] })
  })

  it('works in a page, bundled for browsers', async () => {
    const invoice = await addInvoice(world, merchant.owner)
    const source = `
      import { florin, unwrap } from '@florin/sdk'
      import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow'
      window.look = async (apiUrl, checkoutToken, id) => {
        const api = florin({ apiUrl, checkoutToken })
        const checkout = await unwrap(api.GET('/v1/checkout/{id}', { params: { path: { id } } }))
        const refused = await unwrap(florin({ apiUrl, checkoutToken: 'x' }).GET('/v1/checkout/{id}', { params: { path: { id } } }))
          .catch((error) => error.code)
        return [checkout.merchant.name, checkout.amount_due.amount, refused, paymentEscrowAbi.length > 10]
      }`
    writeFileSync(path.join(project.folder, 'page.js'), source)
    const bundled = await build({
      entryPoints: [path.join(project.folder, 'page.js')],
      bundle: true,
      minify: true,
      platform: 'browser',
      write: false,
    })
    const browser = await launchBrowser()
    try {
      // Any page of the API's own origin will do: which other origins may call is for the tests of the API.
      const page = await browser.newPage({ bypassCSP: true })
      await page.goto(`${server.url}/docs`)
      await page.addScriptTag({ content: bundled.outputFiles[0]?.text ?? '' })
      const call = `look(${[server.url, invoice.checkout_token, invoice.id].map((text) => JSON.stringify(text)).join()})`
      const seen: unknown = await page.evaluate(call)
      expect(seen).to.deep.equal(['Harbour Coffee', '10000000', 'invalid_checkout_token', true])
    } finally {
      await browser.close()
    }
  })
})
