import { Visitor } from 'vite'
import { analyser, dossierDe, type Source } from './sources.ts'

/** A table written by a file; `null` when the name is computed and nobody can tell. */
type Ecriture = { chemin: string; table: string | null }

/** Files that write for another folder, and why. */
const EXCEPTIONS: Record<string, { tables: RegExp; raison: string }> = {
  'src/socle/copie.ts': { tables: /^\?$/, raison: 'COPY dans la table donnée par l’import' },
  'src/socle/auth/textes.queries.ts': {
    tables: /^\?$/,
    raison: 'changer de clé referme les textes de chaque domaine, sans changer ce qu’ils disent',
  },
  'src/personne/doublons/deplacements.queries.ts': {
    tables: /^\?$/,
    raison: 'réunir deux dossiers déplace les lignes de chaque domaine selon la règle qu’il en donne (liens)',
  },
  'src/sauvegarde/comptes.queries.ts': {
    tables: /^(identite|acces|totp|cle_acces|code_secours|identite_federee|client_api|temoin_cle|\?)$/,
    raison: 'restaurer un territoire remet les comptes de ceux qui y travaillent, tels qu’ils étaient',
  },
  'src/sauvegarde/restaurer.ts': {
    tables: /^\?$/,
    raison: 'restaurer un territoire remet toutes ses lignes, telles qu’elles étaient',
  },
  'src/sauvegarde/sauvegarder.ts': { tables: /^\?$/, raison: 'COPY vers le fichier : n’écrit dans aucune table' },
  'src/sauvegarde/poser.queries.ts': {
    tables: /^\?$/,
    raison: 'vide les tables d’un territoire qui vient d’être fait, pour le restaurer',
  },
  'src/sauvegarde/effacer.ts': {
    tables: /^(graphile_worker|territoire|identite)$/,
    raison: 'effacer un territoire ôte ce qui n’était que de lui : ses travaux en attente, ses comptes',
  },
  'src/echeance/accorder.queries.ts': {
    tables: /^import_difference$/,
    raison:
      'un import garde ce que des agents avaient décidé d’une échéance, avant qu’elle change : son annulation le remet',
  },
  'src/import/differences/annulation.queries.ts': {
    tables: /./,
    raison:
      'annuler un import remet les lignes de chaque domaine telles qu’elles étaient, d’après ce qu’il en avait gardé',
  },
}
/** Staging tables go from the importer, which fills and empties them, to the domain that judges what they hold. */
const estSas = (table: string) => table.startsWith('import_')

/** Owner of each table, as its migration says: `comment on table x is '<domaine>: …'`. */
export function proprietaires(migrations: readonly Source[]): Map<string, string> {
  const tables = new Map<string, string>()
  for (const { texte } of migrations)
    for (const [, table = '', domaine = ''] of texte.matchAll(/comment on table (\w+) is '([a-z-]+)\s?:/g))
      tables.set(table, domaine)
  return tables
}

/** Tables that a migration creates without saying who owns them. */
export function tablesSansProprietaire(migrations: readonly Source[]): string[] {
  const connues = proprietaires(migrations)
  return migrations
    .flatMap(({ texte }) => [...texte.matchAll(/create (?:unlogged )?table (?:if not exists )?(\w+)/g)])
    .map(m => m[1] ?? '')
    .filter(table => !connues.has(table))
}

/** Rule 2 of the house (architecture §5): one sentence per write outside the folder that owns the table. */
export function ecrituresAilleurs(sources: readonly Source[], tables: Map<string, string>): string[] {
  return sources
    .filter(s => !estFixture(s.chemin))
    .flatMap(ecritures)
    .flatMap(({ chemin, table }) => {
      const nom = table ?? '?'
      if (EXCEPTIONS[chemin]?.tables.test(nom)) return []
      if (table === null) return [`${chemin} écrit dans une table au nom calculé : écrivez son nom`]
      const maison = tables.get(table)
      if (!maison) return [`${chemin} écrit dans ${table}, qui n’est pas une table des migrations`]
      const dossier = dossierDe(chemin)
      if (dossier === maison || (estSas(table) && dossier === 'echanges')) return []
      return [`${chemin} écrit dans ${table}, qui appartient à ${maison}`]
    })
}

/** Tables of domains that the platform names (rule 1): it doesn't know they exist. Types made from the database are not its words. */
export function tablesNommeesParLeSocle(sources: readonly Source[], tables: Map<string, string>): string[] {
  return sources
    .filter(s => dossierDe(s.chemin) === 'socle' && !estFixture(s.chemin) && !/\/tables(-commun)?\.ts$/.test(s.chemin))
    .flatMap(s => tablesCitees(s).map(table => ({ chemin: s.chemin, table, maison: tables.get(table) ?? 'socle' })))
    .filter(({ maison }) => maison !== 'socle')
    .map(({ chemin, table, maison }) => `${chemin} nomme ${table}, qui appartient à ${maison}`)
}

/** Tests and their rows. The demo isn't one: it is built by importing flows and calling use cases. */
const estFixture = (chemin: string) =>
  /\.test\.tsx?$|(^|\/)essai[^/]*\.ts$|(^|\/)fixtures\.ts$|^src\/maison\//.test(chemin)

const METHODES = new Set(['insertInto', 'replaceInto', 'updateTable', 'deleteFrom', 'mergeInto'])
const LECTURES = ['selectFrom', 'innerJoin', 'leftJoin']
/** Stands for what a template fills in. */
const TROU = '§'
const NOM = `((?:commun\\.)?"?[\\w${TROU}]+"?)`
const SQL = [
  new RegExp(`\\b(?:insert|merge)\\s+into\\s+${NOM}`, 'gi'),
  new RegExp(`\\bdelete\\s+from\\s+(?:only\\s+)?${NOM}`, 'gi'),
  new RegExp(`\\bupdate\\s+(?:only\\s+)?${NOM}(?:\\s+(?:as\\s+)?\\w+)?\\s+set\\b`, 'gi'),
  new RegExp(`^\\s*copy\\s+${NOM}`, 'gi'),
]
/** Lists of tables after the words that a statement puts before them. */
const CITATIONS =
  /\b(?:from|join|into|update|table|truncate|on|copy)\s+(?!on\s)(?:only\s+)?([\w.§"]+(?:\s*,\s*[\w.§"]+)*)/gi
const TRUNCATE = /^\s*truncate(?:\s+table)?\s+([\w.,\s§]+)/gi
const snake = (nom: string) => nom.replace(/[A-Z]/g, lettre => `_${lettre.toLowerCase()}`)

function ecritures(source: Source): Ecriture[] {
  const trouvees: Ecriture[] = []
  const noter = (nom: string) => {
    const table = nom.replaceAll('"', '').replace(/^commun\./, '')
    trouvees.push({ chemin: source.chemin, table: table.includes(TROU) ? null : table })
  }
  const lireSql = (texte: string) => {
    for (const motif of SQL) for (const [, nom = ''] of texte.matchAll(motif)) noter(nom)
    for (const [, liste = ''] of texte.matchAll(TRUNCATE)) for (const nom of liste.split(',')) noter(nom.trim())
  }
  visiter(source, METHODES, cible => noter(cible ?? TROU), lireSql)
  return trouvees
}

/** Every table that a file's statements name. */
function tablesCitees(source: Source): string[] {
  const citees = new Set<string>()
  const noter = (nom: string) => citees.add(nom.trim().replaceAll('"', '').split('.').at(-1) ?? '')
  visiter(
    source,
    new Set([...METHODES, ...LECTURES]),
    cible => cible && noter(cible),
    texte => {
      for (const [, liste = ''] of texte.matchAll(CITATIONS)) for (const nom of liste.split(',')) noter(nom)
    },
  )
  return [...citees]
}

/** Calls `cible` with the table (snake_case, null when computed) of each call of these methods, `sql` with each text. */
function visiter(
  source: Source,
  methodes: Set<string>,
  cible: (table: string | null) => void,
  sql: (texte: string) => void,
): void {
  new Visitor({
    CallExpression(appel) {
      const methode = appel.callee.type === 'MemberExpression' ? appel.callee.property : null
      if (methode?.type !== 'Identifier' || !methodes.has(methode.name)) return
      const [premier] = appel.arguments
      cible(premier?.type === 'Literal' ? snake(String(premier.value).split(/\s/)[0] ?? '') : null)
    },
    Literal(litteral) {
      if (typeof litteral.value === 'string') sql(litteral.value)
    },
    TemplateLiteral(modele) {
      sql(modele.quasis.map(q => q.value.raw).join(TROU))
    },
  }).visit(analyser(source).program)
}
