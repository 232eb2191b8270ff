import { z } from 'zod'
import { toSponsorBudget } from '../domain/objects/sponsorBudget.ts'
import { listBudgets } from '../services/sponsor/listBudgets.ts'
import { defineRoute } from './route.ts'
import { budgetListSchema } from './shapes/sponsorship.ts'

export const listSponsorBudgets = defineRoute({
  method: 'get',
  path: '/v1/sponsor_budgets',
  operationId: 'listSponsorBudgets',
  summary: 'List what the host still pays for your relays',
  description:
    'One for each chain. A relay reserves the most that it may cost when it is accepted, in the hour of its acceptance, and is settled to what it did cost when it ends. Where there is no room left, relays are refused with 429 `sponsor_budget_exhausted` until the hour ends, or 409 `sponsor_budget_spent` for the total; whatever is relayed can be sent from one’s own wallet instead.',
  tag: 'Relays',
  access: { scope: 'relays:read' },
  query: z.strictObject({}),
  answer: { status: 200, schema: budgetListSchema, description: 'The budgets, one for each chain.' },
  handle: async (ctx, { caller }) => ({
    object: 'list' as const,
    url: '/v1/sponsor_budgets',
    has_more: false,
    data: (await listBudgets(ctx, caller)).map(toSponsorBudget),
  }),
})
