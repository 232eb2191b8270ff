// Writes docs/events.md from the types of event and the schemas of their objects; with --check it only says whether it is fresh.
import { eventsPage } from './events/page.ts'
import { writeGenerated } from './local/writeGenerated.ts'

writeGenerated({ 'docs/events.md': eventsPage() })
