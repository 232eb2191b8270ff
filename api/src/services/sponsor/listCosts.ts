import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { DomainError } from '../../domain/errors.ts'
import type { RelayCostFields } from '../../domain/objects/relayCost.ts'
import { chainNamed } from '../chainOf.ts'

const DAY_MS = 86_400_000
const DEFAULT_DAYS = 30
const MOST_DAYS = 366

export interface CostQuery {
  from?: string | undefined
  to?: string | undefined
  chain?: string | undefined
}

/** What a merchant's relays cost, of those accepted from one moment and before another: the last thirty days by default. */
export function listCosts(ctx: Ctx, owner: Owner, query: CostQuery): Promise<RelayCostFields[]> {
  const to = query.to === undefined ? ctx.clock.now() : new Date(query.to)
  const from =
    query.from === undefined ? new Date(to.getTime() - DEFAULT_DAYS * DAY_MS) : new Date(query.from)
  if (to <= from) {
    throw new DomainError('invalid_request', `from must be before to, which is ${to.toISOString()}.`, {
      param: 'from',
    })
  }
  if (to.getTime() - from.getTime() > MOST_DAYS * DAY_MS) {
    throw new DomainError('invalid_request', `from and to are at most ${MOST_DAYS} days apart.`, {
      param: 'from',
    })
  }
  const chain = query.chain === undefined ? undefined : chainNamed(ctx, query.chain, owner.mode)
  const chainId = chain && BigInt(chain.chainId)
  return ctx.store.relayCosts.listRelayCosts(ctx.db, owner, { from, to }, chainId)
}
