/** Whether a question is for the head: its height, or the whole block. */
export function isHead(method: string, params: unknown): boolean {
  if (method === 'eth_blockNumber') return true
  return method === 'eth_getBlockByNumber' && Array.isArray(params) && params[0] === 'latest'
}

/** The height that an answer names: a quantity, or a block with its number. */
export function headOf(answer: unknown): bigint | undefined {
  const number = typeof answer === 'object' && answer !== null && 'number' in answer ? answer.number : answer
  return quantityOf(number)
}

/** When a block was made, in milliseconds; undefined where the answer is no block. */
export function timeOf(answer: unknown): number | undefined {
  const seconds =
    typeof answer === 'object' && answer !== null && 'timestamp' in answer
      ? quantityOf(answer.timestamp)
      : undefined
  return seconds === undefined ? undefined : Number(seconds) * 1000
}

function quantityOf(value: unknown): bigint | undefined {
  return typeof value === 'string' && /^0x[0-9a-f]+$/i.test(value) ? BigInt(value) : undefined
}
