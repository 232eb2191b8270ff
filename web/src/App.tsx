import { parseRoute } from './checkout/route.ts'
import { CheckoutPage } from './pages/CheckoutPage.tsx'
import { HomePage } from './pages/HomePage.tsx'
import { LinkPage } from './pages/LinkPage.tsx'
import { NotFoundPage } from './pages/NotFoundPage.tsx'

export function App({ address }: { address: URL }) {
  const route = parseRoute(address.pathname, address.search)
  switch (route.name) {
    case 'home':
      return <HomePage />
    case 'pay':
      return <CheckoutPage invoice={route.invoice} token={route.token} />
    case 'link':
      return <LinkPage token={route.token} />
    case 'unknown':
      return <NotFoundPage />
  }
}
