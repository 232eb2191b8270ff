import { Spinner } from './Spinner.tsx'

export function Loading({ isWaiting }: { isWaiting: boolean }) {
  return (
    <main className="loading">
      <h1 className="visually-hidden">Checkout</h1>
      <Spinner />
      <p role="status">
        {isWaiting ? 'The payment service does not answer. Trying again…' : 'Loading the invoice…'}
      </p>
    </main>
  )
}
