import { setTimeout as attendre } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { COMPTES_DEMO, MOT_DE_PASSE_DEMO } from './agent/demo.ts'
import { ROLES } from './agent/roles.ts'
import { ouvrirBase } from './base.ts'
import { chiffrerTextesEnClair } from './chiffrer-textes.ts'
import { creerDemo, TERRITOIRE_DEMO } from './demo/creer-demo.ts'
import { etablirEcheances } from './echeance/accorder-echeances.job.ts'
import { verifierCles } from './personne/cles-nir.queries.ts'
import { scellerMatricules } from './personne/matricule/matricules-gardes.queries.ts'
import { reconnaitreCles } from './reconnaitre-cles.ts'
import { renouvelerNumeros } from './renouveler-cles.ts'
import { serveur } from './serveur.ts'
import { prendreCle } from './socle/auth/cle.ts'
import { aUneCle, engagerCle } from './socle/auth/temoins.ts'
import { ouvrirLaBase } from './socle/commande.ts'
import { contexte, SYSTEME } from './socle/contexte.ts'
import type { Base } from './socle/db.ts'
import { chiffrerCeQuiEstEnClair } from './socle/fichier/chiffrer-en-clair.ts'
import { construireEcrans } from './socle/http/ecrans.ts'
import { repondreEnAttendant } from './socle/http/en-attendant.ts'
import { fermerServeur } from './socle/http/fermeture.ts'
import { migrer } from './socle/migrer.ts'
import { ouvrirTraces } from './socle/observer/traces.ts'
import { attendreBase } from './socle/postgres/adresse.ts'
import { millisecondesDe } from './socle/postgres/patience.ts'
import { Refusal } from './socle/refusal.ts'
import type { Territoire } from './socle/use-case.ts'
import { territoires as tousLesTerritoires } from './territoire/territoires.queries.ts'
import { travailleur } from './travailleur.ts'

export type OptionsDemarrage = { port: number; hote: string; demo: boolean }

/** Ports tried after the one asked, when it is taken. */
const PORTS_ESSAYES = 20
const dire = (message: string) => process.stderr.write(`${message}\n`)

/** Starts everything in this process and stays until Ctrl-C or SIGTERM, which stops all of it cleanly, PostgreSQL included. */
export async function demarrer({ port, hote, demo }: OptionsDemarrage): Promise<void> {
  const { url, arreter, dossier } = await ouvrirLaBase()
  let rendreLePort = async () => {}
  await attendreBase(url, dire, () => {
    rendreLePort = repondreEnAttendant(port, hote)
  }).finally(() => rendreLePort())
  await prendreCle(dossier, () => aUneCle(url))
  const { territoires } = await migrer(url)
  const base = ouvrirBase(url)
  try {
    await reconnaitreCles(base)
    const connus = await tousLesTerritoires(base)
    await renouvelerNumeros(base, dire)
    // Nothing refuses any more: what is written from here on depends on this key.
    await engagerCle(base, () => verifierToutesCles(base, connus))
    await chiffrerCeQuiEstEnClair(base, dire)
    await chiffrerTextesEnClair(base, dire)
    await scellerMatricules(base, dire)
    await etablirEcheances(base, connus, Temporal.Now.instant().toString())
    const ecrans = construireEcrans(dire)
    await Promise.all([
      ecrans,
      demo && territoires.every(code => code === TERRITOIRE_DEMO.code) ? creerDemo(base, dire) : null,
    ])
    // Until then a signal ends the start as it would any program, and the base with it.
    await servir(base, port, hote, attendreArret())
  } finally {
    // What was cut in the middle gives nothing back, and somebody else may be at the base: the end of the process does the rest.
    for (const finir of [base.fermer, arreter]) await Promise.race([finir(), attendre(FERMETURE_MS)])
    setTimeout(() => process.exit(), FERMETURE_MS).unref()
  }
}

/** Milliseconds given to what should close at once. */
const FERMETURE_MS = 500

/** Serves, and works on the jobs, until asked to stop; what is under way then has the seconds of FILROUGE_ARRET_S to end. */
export async function servir(base: Base, port: number, hote: string, arret: Promise<void>): Promise<void> {
  const delai = millisecondesDe('FILROUGE_ARRET_S', ARRET_S)
  const fermerTraces = await ouvrirTraces()
  const { promise: autreCle, resolve: refuser } = Promise.withResolvers<Refusal>()
  const app = await serveur(base, { logger: pino({ level: process.env.FILROUGE_JOURNAL ?? 'warn' }) }, refuser)
  const adresse = await ecouter(app, port, hote)
  const ouvrier = await travailleur(base, (message, suite) => app.log.error(suite ?? {}, message))
  await annoncer(base, adresse)
  const refus = await Promise.race([arret, autreCle])
  dire('\nArrêt…')
  await Promise.all([fermerServeur(app, delai), ouvrier.arreter(delai)])
  await fermerTraces()
  if (refus) throw refus
}

/** Seconds that a stop takes at most: less than the ten after which container engines kill. */
const ARRET_S = 8

/** Refuses to serve a territory whose NIRs another key closed: nobody would be found by theirs. */
async function verifierToutesCles(base: Base, connus: readonly Territoire[]): Promise<void> {
  const now = Temporal.Now.instant().toString()
  for (const territoire of connus)
    await verifierCles(contexte(base.territoire(territoire.code), base, { agent: SYSTEME, territoire, now }))
}

/** Ctrl-C and SIGTERM, twice or at once: one stop. */
const attendreArret = (): Promise<void> =>
  new Promise(arreter => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => arreter())
  })

async function ecouter(app: FastifyInstance, port: number, hote: string): Promise<string> {
  for (let essai = port; essai <= port + PORTS_ESSAYES; essai++) {
    try {
      const adresse = await app.listen({ port: essai, host: hote })
      if (essai !== port) dire(`Le port ${port} est pris : Filrouge écoute sur le ${essai}.`)
      return adresse
    } catch (erreur) {
      if ((erreur as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw erreur
    }
  }
  throw new Refusal(
    'conflict',
    'ports-pris',
    `Les ports ${port} à ${port + PORTS_ESSAYES} sont tous pris. Choisissez-en un autre : PORT=8080 npm start`,
  )
}

async function annoncer(base: Base, adresse: string): Promise<void> {
  const territoires = await base.commun.selectFrom('territoire').select(['nom', 'demo']).orderBy('nom').execute()
  const lignes = [
    '',
    `Filrouge est prêt : ${adresse}`,
    `Territoires : ${territoires.map(t => t.nom).join(', ') || 'aucun'}`,
  ]
  if (territoires.some(t => t.demo)) {
    lignes.push('', `Comptes de démonstration (mot de passe : ${MOT_DE_PASSE_DEMO})`)
    if (territoires.some(t => !t.demo))
      lignes.push(
        'Attention : ils sont publics. Avant de vraies personnes, effacez la démonstration : filrouge territoire effacer',
      )
    for (const compte of COMPTES_DEMO) lignes.push(`  ${compte.courriel.padEnd(28)} ${ROLES[compte.role].libelle}`)
  }
  lignes.push('', 'Ctrl-C pour tout arrêter.', '')
  process.stdout.write(lignes.join('\n'))
}
