import {
  AliasNode,
  type ColumnNode,
  ColumnUpdateNode,
  InsertQueryNode,
  type KyselyPlugin,
  type OperationNode,
  PrimitiveValueListNode,
  TableNode,
  UpdateQueryNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
} from 'kysely'
import { clore, sceller } from './texte.ts'

/** Encrypted columns of a table, as Kysely names them: `scellees` are closed the same each time, to be compared. */
export type Chiffrees = Readonly<Record<string, { closes?: readonly string[]; scellees?: readonly string[] }>>

type Fermer = (valeur: unknown) => unknown

/** What closes each column of a table, or null. */
type Fermeurs = (colonne: string) => Fermer | null

function fermeursDe(territoire: string, { closes = [], scellees = [] }: Chiffrees[string] = {}): Fermeurs {
  const par = (fermer: typeof clore) => (v: unknown) => (typeof v === 'string' ? fermer(territoire, v) : v)
  return colonne => (closes.includes(colonne) ? par(clore) : scellees.includes(colonne) ? par(sceller) : null)
}

function fermerInsertion(n: InsertQueryNode, de: Fermeurs): InsertQueryNode {
  const fermes = (n.columns ?? []).map(c => de(c.column.name))
  const updates = n.onConflict?.updates
  const onConflict = n.onConflict && updates ? { ...n.onConflict, updates: miseAJour(updates, de) } : n.onConflict
  if (!n.values || !ValuesNode.is(n.values)) return { ...n, onConflict }
  const values = n.values.values.map(ligne =>
    PrimitiveValueListNode.is(ligne)
      ? PrimitiveValueListNode.create(ligne.values.map((v, i) => fermes[i]?.(v) ?? v))
      : ValueListNode.create(ligne.values.map((v, i) => fermee(v, fermes[i] ?? null))),
  )
  return { ...n, onConflict, values: ValuesNode.create(values) }
}

const fermee = (v: OperationNode, fermer: Fermer | null): OperationNode =>
  fermer && ValueNode.is(v) ? ValueNode.create(fermer(v.value)) : v

const miseAJour = (updates: readonly ColumnUpdateNode[], de: Fermeurs) =>
  updates.map(u => {
    const { name } = (u.column as ColumnNode).column
    return ColumnUpdateNode.create(u.column, fermee(u.value, de(name)))
  })

const nomDe = (table: OperationNode | undefined): string =>
  table === undefined
    ? ''
    : TableNode.is(table)
      ? table.table.identifier.name
      : AliasNode.is(table)
        ? nomDe(table.node)
        : ''

/** Closes what is written in these columns through Kysely's own statements; raw SQL closes by `clore`, and is refused otherwise. */
export function fermeture(territoire: string, chiffrees: Chiffrees): KyselyPlugin {
  const de = (table: OperationNode | undefined) => {
    const siennes = chiffrees[nomDe(table)]
    return siennes && fermeursDe(territoire, siennes)
  }
  return {
    transformQuery: ({ node }) => {
      if (InsertQueryNode.is(node)) {
        const fermeurs = de(node.into)
        return fermeurs ? fermerInsertion(node, fermeurs) : node
      }
      const fermeurs = UpdateQueryNode.is(node) && node.updates ? de(node.table) : undefined
      return fermeurs && UpdateQueryNode.is(node) ? { ...node, updates: miseAJour(node.updates ?? [], fermeurs) } : node
    },
    transformResult: async ({ result }) => result,
  }
}
