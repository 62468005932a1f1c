import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { purgerAvis } from '../avis/purger-avis.job.ts'
import { importerCnaf } from '../echanges/cnaf/beneficiaires/importer-fichier.ts'
import { importerSuivis } from '../echanges/listes/importer-suivis.ts'
import { rappelerEcheances } from '../echeance/rappeler-echeances.job.ts'
import { effacerTerritoire } from '../sauvegarde/effacer.ts'
import { engagerCle } from '../socle/auth/temoins.ts'
import { contexte, dansTransaction, jourDe, type Origine, SYSTEME } from '../socle/contexte.ts'
import type { Base } from '../socle/db.ts'
import { creerTerritoire, declarerDemo } from '../socle/migrer.ts'
import { ajouterJours } from '../socle/ui/dates.ts'
import { FUSEAU_METROPOLE } from '../territoire/fuseau.ts'
import { prevoirLesAvis } from './avis.ts'
import { prevoirLesCollegues } from './collegues.ts'
import { prevoirLesDocuments } from './documents.ts'
import { laisserDesDoutes } from './doutes.ts'
import { creerEquipe } from './equipe.ts'
import { prevoirLesErreurs } from './erreurs.ts'
import { exporterDesListes } from './exports.ts'
import { apporterLesListes } from './fichiers/listes.ts'
import { lesPartenaires } from './fichiers/recevoir.ts'
import { genererVies } from './generer/generer-flux.ts'
import { GRAINE } from './graine.ts'
import { composerLesGroupes } from './groupes.ts'
import { type Histoire, histoires } from './histoires.ts'
import { jourOuvre, unJournal, veilleOuvree } from './journal.ts'
import { confierUne, donnerRendezVous, reporterQuelques } from './journee.ts'
import { prevoirLesLectures } from './lectures.ts'
import { ouvrirHorsHabitude } from './ouvertures.ts'
import { unAccueil } from './parcours.ts'
import { prevoirLePortefeuille } from './portefeuille.ts'
import { prevoirLesPrecautions } from './precautions.ts'
import { prevoirLesReorientations } from './reorientations.ts'
import { ecrireLeStock } from './stock.ts'
import { apporterUneListe, prevoirLaVieDeLaMaison } from './vie-de-la-maison.ts'

export const TERRITOIRE_DEMO = { code: '99', nom: 'Val-de-Trame', demo: true }
/** Households whose adults are about the 3,050 persons of S3 annexe 4. */
const FOYERS = 2770
/** Monthly files before today. */
const MOIS = 5

/**
 * Creates the demo territory: an invented département calibrated on S3 (Tourcoing), lived month by month through the same imports
 * and use cases as a real one, up to `aujourdhui` (YYYY-MM-DD). Returns false when it already exists.
 */
export async function creerDemo(
  base: Base,
  dire: (message: string) => void,
  aujourdhui = jourDe(Temporal.Now.instant().toString(), FUSEAU_METROPOLE),
): Promise<boolean> {
  const existe = await base.commun
    .selectFrom('territoire')
    .select('demo')
    .where('code', '=', TERRITOIRE_DEMO.code)
    .executeTakeFirst()
  if (existe?.demo) return false
  await engagerCle(base, async () => {})
  // Declared last, below: one that isn't was cut off half-way.
  if (existe) {
    await effacerTerritoire(base.url, TERRITOIRE_DEMO)
  }
  dire(`Création du territoire de démonstration ${TERRITOIRE_DEMO.nom}, environ une minute…`)
  await creerTerritoire(base.url, { ...TERRITOIRE_DEMO, demo: false })
  const dossier = await mkdtemp(join(tmpdir(), 'filrouge-demo-'))
  try {
    await vivre(base, dossier, aujourdhui)
  } finally {
    await rm(dossier, { recursive: true, force: true })
  }
  await declarerDemo(base.url, TERRITOIRE_DEMO.code)
  return true
}

async function vivre(base: Base, dossier: string, aujourdhui: string): Promise<void> {
  const dernierMensuel = dernierMoisRecu(aujourdhui)
  const premierMois = dernierMensuel.subtract({ months: MOIS - 1 }).toString()
  const recits = histoires({ premierMois, aujourdhui })
  const finDuMoisOuvert = dernierMensuel.add({ months: 1 })
  const jusquAu =
    [aujourdhui, finDuMoisOuvert.toPlainDate({ day: finDuMoisOuvert.daysInMonth }).toString()].sort()[0] ?? aujourdhui
  const { flux, retour, coupe } = await genererVies({
    foyers: FOYERS,
    mois: MOIS,
    graine: GRAINE,
    debut: premierMois,
    dossier,
    departement: TERRITOIRE_DEMO.code,
    jusquAu,
    communes: await communesInventees(),
    ajouts: recits.map(r => r.foyer),
  })

  const le = (jour: string, heure = '06:00'): Origine => ({
    agent: SYSTEME,
    territoire: TERRITOIRE_DEMO,
    now: Temporal.PlainDateTime.from(`${jour}T${heure}`).toZonedDateTime(FUSEAU_METROPOLE).toInstant().toString(),
  })
  const [premier, ...suite] = flux
  if (!premier) return
  const ouverture = premier.recuLe
  const equipe = await dansTransaction(base, le(ouverture, '05:00'), creerEquipe)
  await importerCnaf(base, le(ouverture), { chemin: premier.fichier, recuLe: ouverture })
  const suivis = join(dossier, 'suivis-en-cours.csv')
  await dansTransaction(base, le(ouverture, '07:00'), ctx => ecrireLeStock(ctx, equipe, ouverture, suivis))
  await importerSuivis(base, le(ouverture, '07:00'), { chemin: suivis, recuLe: ouverture })

  const journal = unJournal(base, TERRITOIRE_DEMO)
  const accueillir = unAccueil(journal, equipe.orientation, aujourdhui)
  const [referent, coIntervenant] = [equipe.comptes.get('referent'), equipe.comptes.get('co-intervenant')?.id]
  prevoirLesLectures(journal, equipe.orientation, referent, aujourdhui)
  if (referent) {
    prevoirLesDocuments(journal, referent, aujourdhui)
    prevoirLesPrecautions(journal, referent, aujourdhui)
    await dansTransaction(base, le(ouverture, '08:00'), ctx =>
      prevoirLePortefeuille(ctx, journal, referent, aujourdhui),
    )
    if (coIntervenant) {
      const parLui = { ...le(ouverture, '08:30'), agent: referent }
      await dansTransaction(base, parLui, ctx => composerLesGroupes(ctx, coIntervenant))
    }
  }
  for (const [qui, heures] of [
    [referent, ['09:30', '11:00', '14:30']],
    [equipe.comptes.get('co-intervenant'), ['10:00', '15:00']],
  ] as const)
    for (const heure of heures)
      if (qui)
        journal.prevoir(`${veilleOuvree(aujourdhui)}T17:30`, qui, ctx =>
          donnerRendezVous(ctx, `${jourOuvre(aujourdhui)}T${heure}`),
        )
  prevoirLesCollegues(journal, equipe.collegues, ouverture, aujourdhui)
  prevoirLaVieDeLaMaison(journal, equipe, { ouverture, aujourdhui })
  prevoirLesErreurs(journal, equipe, aujourdhui)
  prevoirLesReorientations(journal, equipe, aujourdhui)
  prevoirLesAvis(journal, equipe, { ouverture, aujourdhui })
  const structureId = equipe.structures.get('ft')?.id
  const boite = { base, le, dossier, departement: TERRITOIRE_DEMO.code, aujourdhui }
  const partenaires = referent && structureId ? lesPartenaires(boite, flux, recits, { referent, structureId }) : null
  let rang = 0
  for (const { fichier, recuLe } of suite) {
    await partenaires?.recevoirJusqua(`${recuLe}T06:00`, journal)
    await journal.vivreJusqua(`${recuLe}T06:00`)
    await importerCnaf(base, le(recuLe), { chemin: fichier, recuLe })
    for (const entrant of await entrantsDuJour(base, le(recuLe), recits))
      accueillir({ ...entrant, recuLe, rang: rang++ })
  }
  await partenaires?.recevoirJusqua(`${aujourdhui}T23:59`, journal)
  await journal.vivreJusqua(`${aujourdhui}T00:00`)
  await apporterUneListe(base, le(veilleOuvree(aujourdhui), '10:30'), equipe.deSecteur, dossier)
  const laVeille = veilleOuvree(aujourdhui)
  const admin = equipe.comptes.get('administrateur')
  if (admin) await apporterLesListes(base, le(laVeille, '11:00'), admin, dossier)
  await laisserDesDoutes(base, heure => le(laVeille, heure), equipe, dossier)
  await exporterDesListes(base, heure => le(laVeille, heure), equipe, [ouverture, laVeille])
  await ouvrirHorsHabitude(base, heure => le(laVeille, heure), { ...equipe, dpo: equipe.comptes.get('dpo') })
  await partenaires?.apprendreLesSanctions(retour)
  await partenaires?.recevoirUnMoisCoupe(coupe)
  if (referent && coIntervenant) {
    const parLui = { ...le(aujourdhui, '00:00'), agent: referent }
    await dansTransaction(base, parLui, ctx => composerLesGroupes(ctx, coIntervenant))
  }
  const responsable = equipe.comptes.get('responsable-equipe')
  if (referent && responsable) {
    const quand = (jours: number) => le(ajouterJours(aujourdhui, jours), '09:15')
    const parLui = (jours: number) => ({ ...quand(jours), agent: referent })
    // Put off three days ago until yesterday: it comes back today; put off since: it waits.
    await dansTransaction(base, parLui(-3), ctx => reporterQuelques(ctx, ajouterJours(aujourdhui, -1)))
    await dansTransaction(base, parLui(-1), ctx => reporterQuelques(ctx, ajouterJours(aujourdhui, 6)))
    await dansTransaction(base, { ...quand(-1), agent: responsable }, ctx => confierUne(ctx, referent))
  }
  await dansTransaction(base, le(aujourdhui, '05:00'), ctx => rappelerEcheances(ctx, {}))
  await dansTransaction(base, le(aujourdhui, '05:15'), ctx => purgerAvis(ctx, {}))
}

/** The last month whose file, received on the 3rd of the next, is there on a day. */
function dernierMoisRecu(aujourdhui: string): Temporal.PlainYearMonth {
  return Temporal.PlainDate.from(aujourdhui).subtract({ days: 2 }).toPlainYearMonth().subtract({ months: 1 })
}

async function entrantsDuJour(base: Base, origine: Origine, recits: readonly Histoire[]) {
  const ctx = contexte(base.territoire(TERRITOIRE_DEMO.code), base, origine)
  const { rows } = await sql<{ personneId: string; numero: string; role: string }>`
    select e.personne_id, f.numero_demande_rsa as numero, e.role from entree e join foyer f on f.id = e.foyer_id
    where e.flux = (select max(numero) from flux) order by 2, 3`.execute(ctx.db)
  return rows.map(r => ({ ...r, histoire: recits.find(h => h.foyer.numeroDemandeRsa === r.numero) }))
}

async function communesInventees() {
  const { communes } = JSON.parse(await readFile(new URL('../../donnees/decoupage-99.json', import.meta.url), 'utf8'))
  return communes as { code: string; nom: string; codesPostaux: string[]; population: number }[]
}
