/** How the API describes the one line of an invoice whose amount was named and nothing else. */
export const NAMELESS_LINE = 'Amount due'
