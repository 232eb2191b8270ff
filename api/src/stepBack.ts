import os from 'node:os'
import type { Logger } from 'pino'

/** On a machine that both share, whoever waits for an answer of the API comes first. */
const NICENESS = 5

/** Lets others run first. Who does so already stays as it is: few may come forward again, and nothing depends on it. */
export function stepBack(
  log: Logger,
  { getPriority, setPriority }: Pick<typeof os, 'getPriority' | 'setPriority'> = os,
): void {
  try {
    if (getPriority() < NICENESS) setPriority(NICENESS)
  } catch (error) {
    log.warn({ err: error }, 'the worker runs with the priority that it was started with')
  }
}
