import { parseArgs } from 'node:util'
import type { Version } from '../src/echanges/cnaf/beneficiaires/lire/foyer-flux.ts'
import { mesurerExport } from './export.ts'
import { mesurerHttp } from './http.ts'
import { mesurerImport } from './import.ts'
import { mesurerListes } from './listes.ts'
import { casser, eprouver } from './longs.ts'
import { mesurerRapprochement } from './rapprochement.ts'
import { mesurerRecherche } from './recherche.ts'
import { mesurerReprises } from './reprises.ts'
import { mesurerSauvegarde } from './sauvegarde.ts'

const USAGE = `Usage :
  npm run banc -- import [--foyers 100000] [--mois 2] [--fois 1] [--graine 1] [--version VRSB0801] [--json]
  npm run banc -- recherche [--personnes 500000] [--fois 1] [--json]
  npm run banc -- rapprochement [--paires 20000] [--connus 500000] [--nouvelles 100000] [--graine 1] [--json]
  npm run banc -- listes [--personnes 100000] [--listes 200000] [--json]
  npm run banc -- export [--personnes 100000] [--fois 1] [--json]
  npm run banc -- http [--clients 50] [--secondes 10] [--fois 1] [--json]
  npm run banc -- reprises [--clients 20] [--secondes 5] [--fois 3] [--json]
  npm run banc -- sauvegarde [--fichiers 1000] [--fois 1] [--json]
  npm run banc -- fuzz [--requetes 10000] [--graine N]
  npm run banc -- pannes [--fois 10] [--minutes 10]

import  imports the monthly files (VRSB0801, VRSD0301 or VRSD0101) of a generated population, beside the floor and beside the same import
        that draws nothing of what is due, measured in the same run.
export  takes out the persons of an indicator, in each format, beside the same rows read and dropped.
http    loads pages of a territory of 100,000 persons while a colleague writes, beside the floor of an honest page and the barest route.
reprises  loads the least request, with and without traces, beside the same statements alone: what sessions, retries and traces cost.
recherche  searches each way among made-up persons, beside reads by primary key on the same pool.
sauvegarde  saves a territory of 100,000 persons and restores it elsewhere, with and without encryption.
fuzz    sends requests drawn from docs/openapi.json by every role, by nobody, from elsewhere: no failure, nobody out of scope, the ten slowest.
pannes  kills, stops and cuts what the service lives with, in real processes: what is lost, what is doubled, seconds until it is whole.
listes  searches with and without keeping whom it showed, in turn in the same run, on lists kept already.
rapprochement  matches pairs of known truth by each path persons come by, then new persons against many known ones, beside bare joins.`

const entier = (valeur: string | undefined, defaut: number): number => {
  const n = valeur === undefined ? defaut : Number(valeur)
  if (!Number.isInteger(n) || n < 1) throw new Error(`« ${valeur} » n’est pas un nombre entier positif.`)
  return n
}

const versionDe = (valeur = 'VRSB0801'): Version => {
  if (valeur === 'VRSB0801' || valeur === 'VRSD0301' || valeur === 'VRSD0101') return valeur
  throw new Error(`« ${valeur} » n’est pas une version de flux bénéficiaires.`)
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    foyers: { type: 'string' },
    mois: { type: 'string' },
    fois: { type: 'string' },
    graine: { type: 'string' },
    version: { type: 'string' },
    clients: { type: 'string' },
    secondes: { type: 'string' },
    personnes: { type: 'string' },
    paires: { type: 'string' },
    connus: { type: 'string' },
    nouvelles: { type: 'string' },
    requetes: { type: 'string' },
    minutes: { type: 'string' },
    listes: { type: 'string' },
    fichiers: { type: 'string' },
    json: { type: 'boolean' },
  },
})

const [nom] = positionals
if (nom === 'import') {
  await mesurerImport({
    foyers: entier(values.foyers, 100_000),
    mois: entier(values.mois, 2),
    fois: entier(values.fois, 1),
    graine: entier(values.graine, 1),
    version: versionDe(values.version),
    json: values.json ?? false,
  })
} else if (nom === 'recherche') {
  await mesurerRecherche({
    personnes: entier(values.personnes, 500_000),
    fois: entier(values.fois, 1),
    json: values.json ?? false,
  })
} else if (nom === 'rapprochement') {
  await mesurerRapprochement({
    paires: entier(values.paires, 20_000),
    connus: entier(values.connus, 500_000),
    nouvelles: entier(values.nouvelles, 100_000),
    graine: entier(values.graine, 1),
    json: values.json ?? false,
  })
} else if (nom === 'listes') {
  await mesurerListes({
    personnes: entier(values.personnes, 100_000),
    listes: entier(values.listes, 200_000),
    json: values.json ?? false,
  })
} else if (nom === 'export') {
  await mesurerExport({
    personnes: entier(values.personnes, 100_000),
    fois: entier(values.fois, 1),
    json: values.json ?? false,
  })
} else if (nom === 'http') {
  await mesurerHttp({
    clients: entier(values.clients, 50),
    secondes: entier(values.secondes, 10),
    fois: entier(values.fois, 1),
    json: values.json ?? false,
  })
} else if (nom === 'reprises') {
  await mesurerReprises({
    clients: entier(values.clients, 20),
    secondes: entier(values.secondes, 5),
    fois: entier(values.fois, 3),
    json: values.json ?? false,
  })
} else if (nom === 'sauvegarde') {
  await mesurerSauvegarde({
    fichiers: entier(values.fichiers, 1000),
    fois: entier(values.fois, 1),
    json: values.json ?? false,
  })
} else if (nom === 'fuzz') {
  eprouver({ requetes: entier(values.requetes, 10_000), graine: values.graine ? entier(values.graine, 1) : null })
} else if (nom === 'pannes') {
  casser({ fois: entier(values.fois, 10), minutes: entier(values.minutes, 10) })
} else {
  console.error(USAGE)
  process.exitCode = 2
}
