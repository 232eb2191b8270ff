/** A link that a page of ours may offer: http or https only, so that nothing runs by a click. */
export function safeLink(link: string | null): string | null {
  if (link === null || !URL.canParse(link)) return null
  const url = new URL(link)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
}

export function transactionLink(explorer: string | null, txHash: string): string | null {
  const base = safeLink(explorer)
  return base === null ? null : `${base.replace(/\/+$/, '')}/tx/${txHash}`
}
