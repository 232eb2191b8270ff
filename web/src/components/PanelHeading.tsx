import { useEffect, useRef } from 'react'

/**
 * The heading of what the panel shows. Where a click made the focused button vanish, the focus comes here, so that a
 * keyboard or a screen reader is not thrown back to the top of the page.
 */
export function PanelHeading({ title, lead }: { title: string; lead?: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  // While the page itself loads, the first title is no change that anybody could have missed.
  const told = useRef(document.readyState === 'complete' ? null : title)

  useEffect(() => {
    if (told.current === title) return
    told.current = title
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
  }, [title])

  return (
    <div className="panel__heading">
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {lead !== undefined && <p>{lead}</p>}
    </div>
  )
}
