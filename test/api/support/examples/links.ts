import { exampleId } from '../../../../api/src/routes/examples/parts.ts'
import { linkTokenExample } from '../../../../api/src/routes/examples/paymentLink.ts'
import { addPaymentLink, addPrice } from '../paymentLinks.ts'
import type { ExampleStage } from './stage.ts'

/** A price of five test dollars, as the catalogue would keep it. */
export async function withPrice({ world, merchant }: ExampleStage) {
  return { ids: { [exampleId('price')]: await addPrice(world, merchant.owner) } }
}

/** A payment link that sells two of it. */
export async function withLink({ world, merchant }: ExampleStage) {
  const link = await addPaymentLink(world, merchant.owner)
  return { ids: { [exampleId('plink')]: link.id, [linkTokenExample]: link.link_token } }
}
