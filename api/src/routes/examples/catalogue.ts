import { EXAMPLE_TIME, exampleDollars, exampleId } from './parts.ts'

export const productExample = {
  object: 'product',
  id: exampleId('prod'),
  mode: 'test',
  name: 'House blend, 1 kg',
  description: 'Roasted on Mondays.',
  active: true,
  metadata: { sku: 'HB-1' },
  created_at: EXAMPLE_TIME,
}

export const priceExample = {
  object: 'price',
  id: exampleId('price'),
  mode: 'test',
  product: exampleId('prod'),
  type: 'one_time',
  unit_amount: exampleDollars('5000000'),
  active: true,
  metadata: {},
  created_at: EXAMPLE_TIME,
}
