import { useEffect, useState } from 'react'
import { Icon } from './Icon.tsx'

const SHOWN_MS = 2_000

/** Copies `text`. Browsers give pages on plain http no clipboard; there the button is left out. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [isCopied, setCopied] = useState(false)

  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isCopied])

  if (!window.isSecureContext) return null
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <button
      type="button"
      className="copy"
      onClick={copy}
      aria-label={isCopied ? `${what} copied` : `Copy ${what}`}
    >
      <Icon name={isCopied ? 'check' : 'copy'} />
    </button>
  )
}
