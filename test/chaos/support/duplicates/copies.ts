import type { Outcome, Write } from './writes.ts'

/** What the copies of one write came back with. */
export type Heard = { write: Write; outcomes: Outcome[] }

/** Writes under way at the same time, each with all of its copies. */
const LANES = 6

/** Sends one write many times at once, in turn to each API process. */
export async function sendCopies(write: Write, copies: number): Promise<Heard> {
  const { clients } = write.desk
  const sending = Array.from({ length: copies }, (_, index) => {
    const client = clients[index % clients.length]
    if (!client) throw new Error('there is no API process')
    return write.send(client).catch((error: unknown) => ({ status: 0, code: String(error) }))
  })
  return { write, outcomes: await Promise.all(sending) }
}

/** Sends several writes at a time, each in copies. */
export async function sendTogether(
  writes: readonly Write[],
  copies: number,
  step: () => void,
): Promise<Heard[]> {
  const queue = writes.values()
  const heard: Heard[] = []
  const lane = async () => {
    for (const write of queue) {
      heard.push(await sendCopies(write, copies))
      step()
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return heard
}

/** Copies that came back with nothing, or with another id than the first. */
export function strayCopies(heard: readonly Heard[]): string[] {
  return heard.flatMap(({ write, outcomes }) => {
    const first = outcomes.find((outcome) => 'id' in outcome)
    return outcomes
      .filter((outcome) => !('id' in outcome) || outcome.id !== first?.id)
      .map((outcome) => `${write.key}: ${JSON.stringify(outcome)}, not ${first?.id}`)
  })
}

/** The ids that were heard of, each once. */
export function idsOf(heard: readonly Heard[]): Set<string> {
  return new Set(heard.flatMap(({ outcomes }) => outcomes.flatMap((each) => ('id' in each ? [each.id] : []))))
}
