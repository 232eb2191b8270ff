import { ERROR_SECTIONS, type ErrorCode, isErrorCode, meaningOf } from '../../api/src/domain/errorCodes.ts'
import { statusOf } from '../../api/src/middleware/problem.ts'

/** docs/errors.md, from what the API itself works with. */
export function errorsPage(): string {
  const count = Object.values(ERROR_SECTIONS).flatMap(Object.keys).length
  return `<!-- Made by scripts/generate-errors.ts. Do not edit. -->

# Errors

A refusal is \`application/problem+json\` (RFC 9457), as schema \`Problem\` of [openapi.json](../sdk/src/generated/openapi.json), and a
\`FlorinError\` in [@florin/sdk](../sdk/README.md). Decide by \`code\`, which never changes its meaning, and never by words: \`detail\` says
to people what was wrong and what would be right, \`param\` which field it is about, \`errors\` every fault where several were found.
\`request_id\` names the request to the host. There are ${count} codes, and there will be more: treat one that you do not know by its status.

The same \`Idempotency-Key\` gets a refusal with 403, 404 or 422 again, since those stay true; after any other one, send the same again
once the reason is gone. Where an answer has a \`Retry-After\`, that many seconds help. Amounts are text: base units, and wei where gas
is meant.
\`POST /x402/verify\` and \`/x402/settle\` refuse a payment with 200 and a reason of x402's own: [docs/x402.md](x402.md).

${Object.entries(ERROR_SECTIONS).map(section).join('\n')}
## Anything else

\`internal_error\`, with status 500, is a fault of the host: nothing was changed, and it is in its logs under \`request_id\`. Send the same
again with the same \`Idempotency-Key\`. An answer without a \`code\` came from something before the API; \`FlorinError\` calls it \`unknown\`.
`
}

function section([title, codes]: [string, object]): string {
  const rows = Object.keys(codes).filter(isErrorCode).map(row)
  return `## ${title}

| code | status | what it means | what would be right | says besides |
| --- | --- | --- | --- | --- |
${rows.join('')}`
}

function row(code: ErrorCode): string {
  const { means, help, extra = [] } = meaningOf(code)
  return `| \`${code}\` | ${statusOf(code)} | ${means} | ${help} | ${extra.map((name) => `\`${name}\``).join(', ')} |\n`
}
