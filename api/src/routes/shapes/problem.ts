import { z } from 'zod'
import { codesWith } from '../../domain/errorCodes.ts'
import type { ErrorExtra } from '../../domain/errorExtra.ts'

/** What an answer may say for some codes alone. */
const extra: { [name in keyof ErrorExtra]: z.ZodOptional<z.ZodType<ErrorExtra[name]>> } = {
  relay: member(
    'relay',
    z.string().nullable(),
    'The relay that is in the way; null where it is none of yours.',
  ),
  payout: member('payout', z.string(), 'The payout that is under way.'),
  refund: member('refund', z.string().nullable(), 'The refund that is under way.'),
  invoice: member('invoice', z.string().nullable(), 'The invoice that is in the way, or is counted toward.'),
  payment_request: member('payment_request', z.string(), 'The payment request whose terms are in the way.'),
  merchants: member(
    'merchants',
    z.array(z.object({ id: z.string(), name: z.string() })),
    'Those that the wallet is a member of.',
  ),
  left: member('left', z.string(), 'Base units: what is left.'),
  least: member('least', z.string(), 'Base units: the smallest part.'),
  most: member('most', z.int(), 'How many may wait at once.'),
  available: member('available', z.string(), 'Base units: what can be paid out.'),
  daily_cap: member('daily_cap', z.string(), 'Base units: what may be refunded in a day.'),
  resets_at: member('resets_at', z.string(), 'When the day of the cap ends.'),
  until: member('until', z.string(), 'Until when the terms can be paid.'),
  delegate: member('delegate', z.string().nullable(), 'The contract that the payer is delegated to, if any.'),
  selector: member(
    'selector',
    z.string().nullable(),
    'The selector of the contract’s error, if it gave one.',
  ),
  reason: member('reason', z.string(), 'Why the contract would refuse it, in its own words.'),
  relay_status: member('relay_status', z.string(), 'The status of the relay.'),
  cancel_by: member('cancel_by', z.string().nullable(), 'The action that its signer can stop it by, if any.'),
  budget: member(
    'budget',
    z.object({ scope: z.string(), period: z.string(), chain: z.string() }),
    'Whose budget it is, for how long, and on which chain. The numbers are told of your own alone.',
  ),
  needed: member('needed', z.string(), 'Wei: what the relay may cost.'),
  limit: member('limit', z.string(), 'Wei: the budget.'),
  reserved: member('reserved', z.string(), 'Wei: what is kept for relays under way.'),
  spent: member('spent', z.string(), 'Wei: what was spent.'),
}

function member<T extends z.ZodType>(name: keyof ErrorExtra, schema: T, description: string) {
  const codes = codesWith(name).map((code) => `\`${code}\``)
  return schema.optional().meta({ description: `${description} With ${codes.join(', ')}.` })
}

export const problemSchema = z
  .object({
    type: z.string().meta({ description: '`urn:florin:problem:` and the code.' }),
    title: z.string().meta({ description: 'The code in words.' }),
    status: z.int().meta({ description: 'The status of the answer.' }),
    detail: z.string().meta({ description: 'What was wrong, and what would be right.' }),
    instance: z.string().meta({ description: 'The path that was called.' }),
    code: z.string().meta({
      description:
        'Never changes its meaning; for programs to decide by. All of them stand in `docs/errors.md` of the repository; there will be more.',
    }),
    param: z.string().optional().meta({ description: 'Where in the request the fault is.' }),
    errors: z
      .array(z.object({ param: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Every fault, where several were found.' }),
    request_id: z.string().meta({ description: 'Names this request in the logs of the host.' }),
    ...extra,
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details, and what else helps with some codes.' })
