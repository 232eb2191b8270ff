import type { ReactNode } from 'react'
import { useDocumentTitle } from '../hooks/useDocumentTitle.ts'
import { Guilloche } from './Guilloche.tsx'
import { Wordmark } from './Wordmark.tsx'

type Props = { title: string; lead: string; children?: ReactNode }

/** A page that has one thing to say. */
export function MessagePage({ title, lead, children }: Props) {
  useDocumentTitle(title)
  return (
    <div className="message-page">
      <Guilloche seed={title} />
      <header>
        <Wordmark />
      </header>
      <main>
        <h1>{title}</h1>
        <p className="message-page__lead">{lead}</p>
        {children}
      </main>
    </div>
  )
}
