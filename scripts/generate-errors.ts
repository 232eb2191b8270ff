// Writes docs/errors.md from the codes that the API refuses with; with --check it only says whether it is fresh.
import { errorsPage } from './errors/page.ts'
import { writeGenerated } from './local/writeGenerated.ts'

writeGenerated({ 'docs/errors.md': errorsPage() })
