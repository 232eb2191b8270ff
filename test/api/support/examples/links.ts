import { newId } from '../../../../api/src/domain/ids.ts'
import { exampleId } from '../../../../api/src/routes/examples/parts.ts'
import { linkTokenExample } from '../../../../api/src/routes/examples/paymentLink.ts'
import type { ExampleStage } from './stage.ts'

/** A price of five test dollars, as the catalogue would keep it. */
export async function withPrice({ world, merchant }: ExampleStage) {
  const owner = { merchant_id: merchant.owner.merchantId, mode: merchant.owner.mode }
  const rest = { active: true, metadata: '{}', created_at: world.ctx.clock.now() }
  const [product, price] = [newId('prod', new Date()), newId('price', new Date())]
  await world.db
    .insertInto('product')
    .values({ id: product, ...owner, name: 'House blend, 1 kg', description: null, ...rest })
    .execute()
  const money = { chain_id: BigInt(world.chain.chainId), token: world.token.address, unit_amount: 5_000_000n }
  await world.db
    .insertInto('price')
    .values({ id: price, ...owner, product_id: product, type: 'one_time', ...money, ...rest })
    .execute()
  return { ids: { [exampleId('price')]: price } }
}

/** A payment link that sells two of it. */
export async function withLink(stage: ExampleStage) {
  const { server, merchant } = stage
  const [price] = Object.values((await withPrice(stage)).ids)
  const { status, body } = await server.call('POST', '/v1/payment_links', {
    key: merchant.key,
    body: { lines: [{ price, quantity: 2 }] },
  })
  if (status !== 201) throw new Error(`no link: ${JSON.stringify(body)}`)
  return { ids: { [exampleId('plink')]: String(body.id), [linkTokenExample]: String(body.link_token) } }
}
