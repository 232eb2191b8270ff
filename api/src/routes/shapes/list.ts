import type { Owner } from '../../domain/caller.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Listed, Page } from '../../store/page.ts'

interface PageQuery {
  limit: number
  starting_after?: string | undefined
  ending_before?: string | undefined
  created?: Partial<Pick<Page, 'createdFrom' | 'createdBefore'>> | undefined
  metadata?: Page['metadata']
}

/** Turns a parsed list query into whose objects are meant and which part of them. */
export function toPage(owner: Owner, query: PageQuery): Page {
  if (query.starting_after !== undefined && query.ending_before !== undefined) {
    throw new DomainError('invalid_request', 'Give starting_after or ending_before, not both.', {
      param: 'ending_before',
    })
  }
  return {
    merchantId: owner.merchantId,
    mode: owner.mode,
    limit: query.limit,
    startingAfter: query.starting_after,
    endingBefore: query.ending_before,
    ...query.created,
    metadata: query.metadata,
  }
}

export function toList<T, S>(url: string, listed: Listed<T>, shape: (row: T) => S) {
  return { object: 'list' as const, url, has_more: listed.hasMore, data: listed.rows.map(shape) }
}
