import { z } from 'zod'
import { MAX_LINES, MAX_QUANTITY } from '../../domain/invoiceLines.ts'
import { amountInput, idSchema, metadataInput, textInput, timeSchema, webUrlInput } from './common.ts'

export const quantityInput = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(MAX_QUANTITY, 'must be at most 1000000')
  .meta({ description: '1 to 1,000,000.', example: 2 })

const lineInput = z
  .strictObject({
    description: textInput(500).min(1, 'has at least 1 character').optional(),
    quantity: quantityInput.default(1),
    unit_amount: amountInput.optional(),
    price: idSchema('price', 'a price').optional(),
  })
  .meta({ id: 'InvoiceLineInput' })

const linesInput = z
  .array(lineInput)
  .min(1, 'has at least one line')
  .max(MAX_LINES, 'has at most 100 lines')
  .meta({
    description:
      'What is asked for; the amount of the invoice is their sum. A line has a description and a unit_amount, or the price of a product.',
    example: [{ description: 'House blend, 1 kg', quantity: 2, unit_amount: '5000000' }],
  })

const toleranceInput = z
  .int('must be a whole number of basis points')
  .min(0, 'must be at least 0')
  .max(1000, 'must be at most 1000 (10 %)')
  .meta({
    description:
      'How much less than the amount, in ten-thousandths of it, still counts as paid. Default: the merchant’s `default_tolerance_bps`.',
    example: 50,
  })

/** What an invoice may say, whether it is given at once or later. */
export const invoiceFields = {
  amount: amountInput,
  lines: linesInput,
  customer: idSchema('cus', 'a customer').nullable(),
  description: textInput(500).nullable(),
  capture_method: z.enum(['automatic', 'manual']).meta({
    description: 'automatic charges at once; manual authorizes, and you capture later.',
  }),
  tolerance_bps: toleranceInput,
  due_at: timeSchema
    .nullable()
    .meta({ description: 'When it should be paid; what comes later is `paid_late`.', example: null }),
  expires_at: timeSchema.nullable().meta({
    description:
      'When it can be paid no more. Default: seven days from its opening, or 30 days after it is due.',
    example: null,
  }),
  return_url: webUrlInput.nullable(),
  cancel_url: webUrlInput.nullable().meta({ description: 'Where the payer goes who does not pay.' }),
  metadata: metadataInput,
}
