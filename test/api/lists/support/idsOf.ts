import type { Reply } from '../../support/server.ts'

/** Ids of a page, in its order. Fails on anything but a page. */
export function idsOf(reply: Reply): string[] {
  const { data } = reply.body
  if (reply.status !== 200 || !Array.isArray(data))
    throw new Error(`not a page: ${JSON.stringify(reply.body)}`)
  return data.map((item: { id: string }) => item.id)
}
