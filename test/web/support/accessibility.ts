import type { Page } from 'playwright-core'

/** What a page gets wrong for those who listen to it or use a keyboard; empty where all is well. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const faults: unknown = await page.evaluate(PROBE)
  return Array.isArray(faults) ? faults.map(String) : ['the probe gave no list']
}

/** Runs in the page. A text rather than a function, because the tests know no DOM types. */
const PROBE = `(() => {
  const faults = []
  const all = (selector) => [...document.querySelectorAll(selector)]
  const nameOf = (element) =>
    (element.getAttribute('aria-label') ?? element.textContent ?? element.getAttribute('title') ?? '').trim()
  const describe = (element) => element.outerHTML.slice(0, 120)

  if (!document.documentElement.lang) faults.push('the document has no language')
  if (!document.title.trim()) faults.push('the document has no title')
  if (all('main').length !== 1) faults.push('there should be one main landmark, not ' + all('main').length)
  if (all('h1').length !== 1) faults.push('there should be one h1, not ' + all('h1').length)

  let level = 0
  for (const heading of all('h1, h2, h3, h4')) {
    const next = Number(heading.tagName[1])
    if (next > level + 1) faults.push('a heading level is skipped: ' + describe(heading))
    level = next
  }
  for (const element of all('button, a[href], [role=button]')) {
    if (!nameOf(element)) faults.push('no name: ' + describe(element))
    const box = element.getBoundingClientRect()
    const isInline = getComputedStyle(element).display === 'inline'
    if (!isInline && (box.width < 24 || box.height < 24)) faults.push('smaller than 24 pixels: ' + describe(element))
  }
  for (const element of all('img:not([alt]), [role=img]:not([aria-label])')) faults.push('no text: ' + describe(element))
  for (const element of all('svg:not([role=img]):not([aria-hidden=true])')) faults.push('not hidden: ' + describe(element))
  for (const element of all('[aria-hidden=true] a, [aria-hidden=true] button')) faults.push('hidden control: ' + describe(element))
  for (const element of all('[tabindex]')) if (element.tabIndex > 0) faults.push('own tab order: ' + describe(element))
  const ids = all('[id]').map((element) => element.id)
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push('id twice: ' + id)
  if (document.documentElement.scrollWidth > window.innerWidth) faults.push('wider than the screen')
  return faults
})()`
