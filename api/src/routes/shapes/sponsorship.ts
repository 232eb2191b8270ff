import { z } from 'zod'
import { RELAY_KINDS } from '../../domain/relay.ts'
import { EXAMPLE_CHAIN, EXAMPLE_TIME, exampleDollars } from '../examples/parts.ts'
import { chainSchema, listSchema, moneySchema, timeSchema } from './common.ts'

const wei = (description: string) =>
  z.string().meta({ description: `Wei of the chain’s coin: ${description}` })

/** What a relay costs; part of the relay. */
export const relayGasSchema = z
  .object({
    reserved: wei('the most that what is still under way may cost.'),
    spent: wei('what its ended transactions cost by their receipts, reverted and closing ones too.'),
    recovered: z.string().meta({
      description:
        'Base units of the payment’s token: what a capture’s fee was raised by to pay for its gas.',
    }),
  })
  .meta({ id: 'RelayGas', description: 'What sending it costs the host.' })

const usedShape = {
  limit: wei('how much both may come to; null is no limit.').nullable(),
  reserved: wei('the most that relays under way may cost.'),
  spent: wei('what ended ones cost.'),
  left: wei('how much more may be reserved; null where there is no limit.').nullable(),
}

const budgetSchema = z
  .object({
    object: z.literal('sponsor_budget'),
    chain: chainSchema,
    paid_by: z.enum(['host', 'merchant']).meta({
      description:
        '`merchant`: the fee of captures that the host signs is raised by their gas, within what the payer agreed to.',
    }),
    hour: z.object({ started_at: timeSchema, ...usedShape }).meta({
      description: 'Relays that were accepted in this hour.',
    }),
    total: z.object(usedShape).meta({ description: 'All relays since the first.' }),
  })
  .meta({
    id: 'SponsorBudget',
    example: {
      object: 'sponsor_budget',
      chain: EXAMPLE_CHAIN,
      paid_by: 'host',
      hour: {
        started_at: EXAMPLE_TIME,
        limit: '10000000000000000000',
        reserved: '311812500000000000',
        spent: '190000000000000',
        left: '9687997500000000000',
      },
      total: { limit: null, reserved: '311812500000000000', spent: '4210000000000000', left: null },
    },
  })

export const budgetListSchema = listSchema(budgetSchema, 'SponsorBudgetList')

const costSchema = z
  .object({
    object: z.literal('relay_cost'),
    day: z.string().meta({ description: 'The day of acceptance, by UTC.', example: '2026-11-22' }),
    chain: chainSchema,
    kind: z.enum(RELAY_KINDS),
    relays: z.string().meta({ description: 'How many were accepted.' }),
    gas_used: z.string().meta({ description: 'Units of gas that their ended transactions burned.' }),
    spent: wei('what these cost.'),
    reserved: wei('the most that those still under way may cost.'),
    recovered: z
      .array(moneySchema)
      .meta({ description: 'By token: what fees of executed captures were raised by to pay for it.' }),
  })
  .meta({
    id: 'RelayCost',
    example: {
      object: 'relay_cost',
      day: '2026-11-22',
      chain: EXAMPLE_CHAIN,
      kind: 'capture',
      relays: '12',
      gas_used: '804000',
      spent: '1608000000000000',
      reserved: '0',
      recovered: [exampleDollars('4800000')],
    },
  })

export const costListSchema = listSchema(costSchema, 'RelayCostList')
