import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { notFound } from '../domain/errors.ts'
import type { ApiKeyRow } from '../store/apiKeys.ts'

export async function getApiKey(ctx: Ctx, owner: Owner, id: string): Promise<ApiKeyRow> {
  const row = await ctx.store.apiKeys.find(ctx.db, owner, id)
  if (!row) throw notFound('API key', id)
  return row
}
