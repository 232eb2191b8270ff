import { type Answer, unwrap } from './unwrap.ts'

/** Which part of a list to read. */
export interface Cursor {
  limit: number
  starting_after?: string
}

interface Page<T> {
  has_more: boolean
  data: T[]
}

/** Objects asked for at a time where nothing else is said: as many as the API gives. */
const LARGEST_PAGE = 100

/**
 * Every object of a list, newest first; a page is asked for when the one before is used up. Objects created meanwhile are
 * not seen, and none is seen twice.
 *
 * `for await (const invoice of paginate((page) => api.GET('/v1/invoices', { params: { query: { ...page } } })))`
 *
 * @throws FlorinError where the API refused.
 */
export async function* paginate<T extends { id: string }>(
  read: (page: Cursor) => Promise<Answer<Page<T>>>,
  { pageSize = LARGEST_PAGE }: { pageSize?: number } = {},
): AsyncGenerator<T, void, undefined> {
  for (let cursor: Cursor | undefined = { limit: pageSize }; cursor; ) {
    const page: Page<T> = await unwrap(read(cursor))
    yield* page.data
    const last = page.data.at(-1)
    cursor = page.has_more && last ? { limit: pageSize, starting_after: last.id } : undefined
  }
}
