import type { Ports } from './choosePorts.ts'
import type { Progress } from './progress.ts'
import type { StartSettings } from './settings.ts'
import type { Supervisor } from './supervisor.ts'

/** What every step of a start is given. */
export type StartContext = {
  settings: StartSettings
  ports: Ports
  supervisor: Supervisor
  progress: Progress
}
