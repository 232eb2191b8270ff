import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import './styles/main.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html should have an element with id "root"')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <App address={new URL(window.location.href)} />
    </QueryClientProvider>
  </StrictMode>,
)
