import { z } from 'zod'
import type { Ctx } from './context.ts'
import { actorOf } from './domain/audit.ts'
import type { Caller } from './domain/caller.ts'
import { DomainError } from './domain/errors.ts'
import { parsePart } from './middleware/parse.ts'
import type { AnyParsedRequest, Route } from './routes/route.ts'
import { recordAudit } from './services/recordAudit.ts'

const identified = z.object({ object: z.string(), id: z.string() })

/**
 * The route that shows what a write's path names: `GET /v1/invoices/{id}` for `POST /v1/invoices/{id}/void`. It tells how
 * the object was before. A collection is not an object, so what is added to one was not there before.
 */
export function readerOf(routes: readonly Route[], write: Route): Route | undefined {
  const shows = (route: Route) =>
    route.method === 'get' &&
    route.prepare === undefined &&
    (route.path === write.path
      ? write.method !== 'post'
      : route.path.endsWith('}') && write.path.startsWith(`${route.path}/`))
  return routes.filter(shows).sort((a, b) => b.path.length - a.path.length)[0]
}

type Handle = (ctx: Ctx, prepared: unknown) => Promise<unknown>

/** A write's effect together with its row in the audit log. Strangers on public routes are logged by their services. */
export function audited(route: Route, reader: Route | undefined, request: AnyParsedRequest): Handle {
  const { caller } = request
  if (caller.kind === 'public') return (ctx, prepared) => route.handle(ctx, request, prepared)
  return async (ctx, prepared) => {
    const before = reader ? await readBefore(ctx, reader, caller, request) : null
    const answer = await route.handle(ctx, request, prepared)
    const after = route.redact(answer)
    await recordAudit(ctx, {
      owner: caller,
      bothModes: route.bothModes,
      actor: actorOf(caller),
      operation: route.operationId,
      target: targetOf(before) ?? targetOf(after) ?? { object: 'merchant', id: caller.merchantId },
      before,
      after,
    })
    return answer
  }
}

function targetOf(shown: unknown): { object: string; id: string } | undefined {
  return identified.safeParse(shown).data
}

/** Two writes to one object come one after the other, so that the later one's `before` is the earlier one's effect. */
async function readBefore(
  ctx: Ctx,
  reader: Route,
  caller: Exclude<Caller, { kind: 'public' }>,
  request: AnyParsedRequest,
): Promise<unknown> {
  const { merchantId, mode } = caller
  const ids = Object.entries(request.params ?? {}).filter(([name]) => reader.path.includes(`{${name}}`))
  const name = JSON.stringify(['audit', merchantId, mode, reader.path, ids])
  // An address is the same however it is written.
  await ctx.store.locks.lock(ctx.db, name.toLowerCase())
  try {
    return await reader.handle(ctx, { ...request, query: parsePart(reader.query, {}, 'query') }, undefined)
  } catch (error) {
    // The write itself says why it cannot be done.
    if (error instanceof DomainError) return null
    throw error
  }
}
