import { EXAMPLE_TIME, exampleId } from './parts.ts'

export const customerExample = {
  object: 'customer',
  id: exampleId('cus'),
  mode: 'test',
  deleted: false,
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  reference: null,
  metadata: { language: 'en' },
  created_at: EXAMPLE_TIME,
}
