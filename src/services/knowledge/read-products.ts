import { z } from 'zod'
import { allowances, type Content, contents } from '../../chat/context.ts'
import type { Catalogue } from '../../ports/products.ts'
import type { Problem } from './problem.ts'
import { failed, type Parsed, parsed, parseYaml } from './read-document.ts'

const text = z.string().trim().min(1)
const code = z.string().regex(/^[A-Z][A-Z0-9]{1,15}$/, 'expected a code such as LEARN')
const sectionId = z.string().regex(/^DOC-[A-Z]+#\d+$/, 'expected a section of a guide, such as DOC-PLAN#5')
const times = z.int().nonnegative()
const verdict = z.enum(['allowed', 'refused', 'person'])
const rule = z.union([
  z.strictObject({ inForce: verdict, ended: verdict }),
  verdict.transform((it) => ({ inForce: it, ended: it })),
])

const opened = z.array(z.enum(contents))

const Product = z
  .strictObject({
    code,
    package: code,
    name: text,
    kind: z.enum(['course', 'upgrade', 'renewal', 'extra']),
    course: z.enum(['learning', 'practice']),
    /** Left out where the desk does not know it. */
    price: z.int().positive().optional(),
    months: z.int().nonnegative().max(120),
    allowances: z.record(z.enum(allowances), times),
    suits: z.array(text),
    purchase: z.record(z.string(), rule),
  })
  .refine(({ kind, months }) => (kind === 'extra') === (months === 0), {
    path: ['months'],
    error: 'expected 0 for an extra, which has no period of its own, and at least 1 for everything else',
  })

/** knowledge/products.yaml: what is sold, and by which rules. */
const ProductsFile = z.strictObject({
  version: z.int(),
  tax_percent: z.int().nonnegative().max(100),
  rules: z.strictObject({
    upgradeQuota: z.enum(['cumulative', 'additive']),
    carryOver: z.enum(['none', 'intoRenewal']),
    extraMeetingExpiry: z.enum(['contractEnd', 'never']),
    gapDays: z.enum(['closed', 'open']),
    accessAfterExpiry: z.enum(['ownHistory', 'nothing']),
  }),
  sources: z.strictObject({
    products: sectionId,
    contents: sectionId,
    counting: sectionId,
    purchase: sectionId,
    renewal: sectionId,
    upgrade: sectionId,
  }),
  packages: z
    .array(
      z.strictObject({ code, name: text, opens: z.strictObject({ learning: opened, practice: opened }) }),
    )
    .min(1),
  products: z.array(Product).min(1),
})

export function parseProducts(file: string, source: string): Parsed<Catalogue> {
  const read = parseYaml(file, source, ProductsFile)
  if (read.kind === 'failed') return read
  const { tax_percent: taxPercent, rules, sources, packages, products } = read.value
  const reasons = [
    ...twice(packages.map((it) => it.code)),
    ...twice(products.map((it) => it.code)),
    ...products.flatMap((it) => {
      const siblings = products.filter((other) => other.package === it.package).map((other) => other.code)
      return [
        ...(packages.some((known) => known.code === it.package)
          ? []
          : [`${it.code}: found package ${it.package}; there is no such package`]),
        ...Object.keys(it.purchase)
          .filter((held) => held !== 'none' && !siblings.includes(held))
          .map((held) => `${it.code}: purchase: found ${held}; expected none or a product of its package`),
      ]
    }),
  ]
  if (reasons.length > 0) return failed(reasons.map((reason) => ({ file, line: 1, reason })))
  return parsed({
    ...{ taxPercent, rules, sources },
    packages: packages.map((it) => ({ code: it.code, name: it.name })),
    products: products.map((it) => ({ ...it, price: it.price, opens: opensOf(it, packages) })),
  })
}

/** What members are shown as the source of the rules stands in a guide. */
export const problemsOfProducts = (
  { sources }: Catalogue,
  sections: readonly { readonly id: string }[],
): readonly Problem[] =>
  Object.entries(sources)
    .filter(([, id]) => !sections.some((it) => it.id === id))
    .map(([name, id]) => ({
      file: 'products.yaml',
      line: 1,
      reason: `sources.${name}: found ${id}; there is no such section`,
    }))

/** An extra opens nothing of its own. */
const opensOf = (
  product: z.infer<typeof Product>,
  packages: z.infer<typeof ProductsFile>['packages'],
): readonly Content[] =>
  product.kind === 'extra'
    ? []
    : (packages.find(({ code }) => code === product.package)?.opens[product.course] ?? [])

const twice = (codes: readonly string[]): readonly string[] =>
  codes.filter((it, at) => codes.indexOf(it) !== at).map((it) => `${it} stands twice`)
