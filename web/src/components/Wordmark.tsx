/** The mark is a coin with the lily that gave the florin its name, drawn as three strokes. */
export function Wordmark() {
  return (
    <span className="wordmark">
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <circle cx="12" cy="12" r="10.2" />
        <path d="M12 5.2c2.3 2.6 2.3 5.6 0 8.4-2.3-2.8-2.3-5.8 0-8.4zM10.6 14.4c-4 1-6-1.6-5.2-4.4 2.4-.2 4.4 1.2 5.2 4.4zM13.4 14.4c4 1 6-1.6 5.2-4.4-2.4-.2-4.4 1.2-5.2 4.4zM8.6 15.6h6.8M12 15.6v3" />
      </svg>
      Florin
    </span>
  )
}
