import type { Contract } from '../../chat/context.ts'
import { addContract, contractWords, productName } from '../../features/administration/index.ts'
import { AdminRefusal } from '../../features/membership/index.ts'
import type { Catalogue } from '../../ports/products.ts'
import { ACTOR, type Call, customer, type Deed, decide, NAMES, named, required } from './call.ts'
import { facts, table } from './table.ts'

export const add: Deed = async (call) => {
  const { values, now, today } = call
  const products = catalogueOf(call)
  const wish = {
    ...{ organisation: required(call, 'organisation'), product: required(call, 'product') },
    ...{ purchasedOn: values.purchased, startsOn: values.starts, endsOn: values.ends },
    agreed: values.agreed ?? false,
  }
  const by = { actor: ACTOR, now, today, ...(values.reason ? { reason: values.reason } : {}) }
  const outcome = await decide(call, (stores) => addContract(stores, products, wish, by))
  if (outcome.kind !== 'added')
    throw new AdminRefusal(
      contractWords(outcome, products, 'en', NAMES),
      'why' in outcome ? outcome.why : outcome.kind,
    )
  const { organisation, contract } = outcome
  return {
    text: facts(
      ['organisation', `${organisation.code} (${organisation.name})`],
      ['product', `${contract.product} (${outcome.product.name})`],
      ['purchased', contract.purchasedOn],
      ['open from', contract.opensOn],
      ['starts', contract.startsOn],
      ['ends', contract.endsOn],
    ),
    json: { organisation: named(organisation), contract: shown(contract, products) },
  }
}

export const list: Deed = async (call) => {
  const products = catalogueOf(call)
  const contracts = await decide(call, async (stores) =>
    stores.administration.contracts(
      call.values.organisation === undefined ? undefined : [(await customer(call, stores)).id],
    ),
  )
  return {
    text: table(
      ['ORGANISATION', 'PRODUCT', 'PURCHASED', 'OPEN FROM', 'STARTS', 'ENDS', 'NAME'],
      contracts.map((it) => [
        ...[it.organisation.code, it.product, it.purchasedOn, it.opensOn, it.startsOn, it.endsOn],
        productName(products, it.product),
      ]),
    ),
    json: {
      contracts: contracts.map(({ organisation, ...it }) => ({
        organisation: named(organisation),
        ...shown(it, products),
      })),
    },
  }
}

const catalogueOf = ({ desk }: Call): Catalogue => desk.library.current().products

const shown = (it: Contract, products: Catalogue) => ({
  ...{ id: it.id, term: it.termId, product: it.product, productName: productName(products, it.product) },
  ...{ course: it.course, purchasedOn: it.purchasedOn, opensOn: it.opensOn },
  ...{ startsOn: it.startsOn, endsOn: it.endsOn },
})
