export function TestNotice({ chainName }: { chainName: string }) {
  return (
    <p className="test-notice">
      <strong>Test network</strong>
      <span> {chainName} — this money has no value.</span>
    </p>
  )
}
