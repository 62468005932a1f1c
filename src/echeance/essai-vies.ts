import { designerReferent } from '../accompagnement/designer-referent.ts'
import { REPONSES_EMPLOI } from '../diagnostic/essai-reponses.ts'
import { importerJour, importerMois } from '../echanges/cnaf/beneficiaires/essai-import.ts'
import type { Essai, Navigateur } from '../essai.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import {
  annulerOrientationDe,
  annulerReferentDe,
  cloreLeDossier,
  rouvrirLeDossier,
} from '../orientation/essai-annulation.ts'
import { unDoublon } from '../personne/doublons/essai-doublons.ts'
import { jourDe } from '../socle/contexte.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { FUSEAU_METROPOLE } from '../territoire/fuseau.ts'
import type { CleParametre } from '../territoire/parametre.ts'

/** One thing done to a person (`qui`: a rank among those who are there); `n` varies how. */
export type Pas = { quoi: NomActe; qui: number; n: number }

type Monde = {
  essai: Essai
  charge: Navigateur
  administrateur: Navigateur
  responsable: Navigateur
  referents: [Navigateur, Navigateur]
  structureId: string
  /** Merges done and not undone, the last one last. */
  reunions: string[]
}
type Acte = (monde: Monde, personneId: string, n: number) => Promise<{ status: number } | null>

const AUJOURDHUI = ({ essai }: Monde) => Temporal.PlainDate.from(jourDe(essai.now, FUSEAU_METROPOLE))
const db = ({ essai }: Monde) => essai.base.territoire('59')
const cle = <T>(valeurs: readonly T[], n: number): T => valeurs[n % valeurs.length] as T
const rendezVousDe = (monde: Monde, personneId: string) =>
  db(monde).selectFrom('rendezVous').select('id').where('personneId', '=', personneId).orderBy('debut', 'desc')
const orientationDe = (monde: Monde, personneId: string) =>
  db(monde)
    .selectFrom('orientation')
    .select('id')
    .where('personneId', '=', personneId)
    .where('fin', 'is', null)
    .executeTakeFirst()

/** An hour of a day to come; the last of ten is far ahead. */
const heure = (monde: Monde, n: number) =>
  `${AUJOURDHUI(monde).add({ days: n === 9 ? 70 : 1 + (n % 3) })}T${String(8 + n).padStart(2, '0')}:00`

const DUREES: readonly [CleParametre, number][] = [
  ['convocation.delai-jours', 7],
  ['orientation.delai-jours', 20],
  ['orientation.delai-mois', 2],
  ['orientation.relais-semaines', 4],
  ['rendez-vous.issue-jours', 5],
  ['accompagnement.premier-contact-jours', 3],
  ['accompagnement.sans-contact-jours', 60],
  ['accompagnement.emploi-mois', 1],
  ['accompagnement.emploi-renouvellement', 2],
  ['accompagnement.bilan-annonce-jours', 7],
]

const foyer = (rang: number, suite: object = {}) => ({
  numero: `5900000000${rang}`,
  matricule: `900000${rang}`,
  dateDemande: `2025-01-1${rang}`,
  personnes: [{ nom: `ESSAI-VIE-${String.fromCharCode(65 + rang)}`, nir: null, dateNaissance: `198${rang}-04-12` }],
  ...suite,
})

/** What may be done, by the commands alone; null: there was nothing to do it on. */
const ACTES = {
  attendre: async (monde, _, n) => {
    const avance = AUJOURDHUI(monde).add({ days: cle([1, 2, 4, 8, 16, 40], n) })
    monde.essai.now = `${avance}T16:00:00Z`
    return { status: 200 }
  },
  convoquer: ({ charge, referents, ...monde }, personneId, n) =>
    charge.brut('POST /personnes/:personneId/rendez-vous', {
      id: uuidv7(),
      personneId,
      agentId: cle([charge, ...referents], n).id,
      lieu: '12 rue Exemple, Tourcoing',
      debut: heure({ charge, referents, ...monde }, n),
      objet: cle(['diagnostic', 'suivi', 'bilan'], n),
    }),
  deplacer: async (monde, personneId, n) => {
    const lu = await rendezVousDe(monde, personneId).where('issue', 'is', null).executeTakeFirst()
    const report = { nouveauId: uuidv7(), debut: heure(monde, n) }
    return lu ? monde.charge.brut('POST /rendez-vous/:rendezVousId/report', { rendezVousId: lu.id, ...report }) : null
  },
  conclure: async (monde, personneId, n) => {
    const lu = await rendezVousDe(monde, personneId).where('debut', '<', monde.essai.now).executeTakeFirst()
    const issue = cle(['present', 'absent', 'present', 'annule-service', 'absent-excuse'], n)
    return lu ? monde.charge.brut('PUT /rendez-vous/:rendezVousId/issue', { rendezVousId: lu.id, issue }) : null
  },
  reprendreIssue: async (monde, personneId) => {
    const lu = await rendezVousDe(monde, personneId).where('issue', 'is not', null).executeTakeFirst()
    return lu ? monde.charge.brut('PUT /rendez-vous/:rendezVousId/issue', { rendezVousId: lu.id, issue: null }) : null
  },
  diagnostiquer: (monde, personneId) =>
    monde.charge.brut('POST /personnes/:personneId/diagnostics', {
      id: uuidv7(),
      personneId,
      etabliLe: AUJOURDHUI(monde).toString(),
      conjoint: false,
      reponses: REPONSES_EMPLOI,
      synthese: null,
      notePrivee: null,
    }),
  orienter: ({ charge, structureId, referents }, personneId, n) =>
    charge.brut('POST /personnes/:personneId/orientations', {
      id: uuidv7(),
      personneId,
      dominante: cle(['emploi', 'equilibre', 'remobilisation'], n),
      structureId,
      referentId: n % 2 ? cle(referents, n).id : null,
      motif: 'Choix fait avec la personne.',
      notification: n % 3 ? { mode: 'courrier' } : null,
    }),
  notifier: async (monde, personneId) => {
    const lue = await orientationDe(monde, personneId)
    return lue ? monde.charge.brut('POST /orientations/:id/notification', { id: lue.id, mode: 'courrier' }) : null
  },
  annulerOrientation: async (monde, personneId, n) => {
    const lue = await orientationDe(monde, personneId)
    const rendezVous = cle(['garder', 'annuler'] as const, n)
    return lue ? annulerOrientationDe(monde.charge, personneId, lue.id, { rendezVous }) : null
  },
  annulerReferent: async (monde, personneId, n) => {
    const suivi = await db(monde)
      .selectFrom('accompagnement')
      .select('id')
      .where('personneId', '=', personneId)
      .where('fin', 'is', null)
      .executeTakeFirst()
    const rendezVous = cle(['annuler', 'garder'] as const, n)
    return suivi ? annulerReferentDe(monde.charge, personneId, suivi.id, { rendezVous }) : null
  },
  clore: (monde, personneId, n) =>
    cloreLeDossier(monde.charge, personneId, {
      motif: cle(['emploi', 'deces', 'demande'], n),
      le: AUJOURDHUI(monde).toString(),
    }),
  rouvrir: ({ charge }, personneId) => rouvrirLeDossier(charge, personneId),
  designer: ({ responsable, referents }, personneId, n) =>
    responsable.brut(designerReferent.declaration.route, {
      id: uuidv7(),
      personneId,
      referentId: cle(referents, n).id,
      motif: 'Passage de relais.',
    }),
  reunir: async (monde, personneId) => {
    const autre = await db(monde)
      .selectFrom('personne')
      .select('id')
      .where('fusionneeDans', 'is', null)
      .where('id', '<>', personneId)
      .orderBy('id', 'desc')
      .executeTakeFirst()
    if (!autre) return null
    const paire = [personneId, autre.id]
    const trouve = await db(monde)
      .selectFrom('doublon')
      .select('id')
      .where('personneId', 'in', paire)
      .where('autreId', 'in', paire)
      .executeTakeFirst()
    const doublonId = trouve?.id ?? (await unDoublon(monde.essai, personneId, autre.id))
    const reunion = await monde.charge.brut('POST /doublons/:doublonId/fusion', { doublonId, garder: personneId })
    if (reunion.status === 200) monde.reunions.push(doublonId)
    return reunion
  },
  separer: async ({ reunions, charge }) => {
    const doublonId = reunions.pop()
    return doublonId ? charge.brut('POST /doublons/:doublonId/separation', { doublonId }) : null
  },
  retirerRole: async ({ administrateur, referents }, _, n) => {
    const { id: agentId, habilitationId } = cle(referents, n)
    return administrateur.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', {
      agentId,
      habilitationId,
    })
  },
  changerRegle: (monde, _, n) => {
    const [nom, valeur] = cle(DUREES, n)
    const effetLe = AUJOURDHUI(monde)
      .add({ days: n > 7 ? 2 : 0 })
      .toString()
    return monde.administrateur.brut('POST /parametres/:cle', { cle: nom, valeur, effetLe, motif: 'Essai' })
  },
  changerDepart: (monde, _, n) =>
    monde.administrateur.brut('POST /parametres/:cle', {
      cle: 'convocation.depart',
      valeur: cle(['ouverture', 'reception'], n),
      effetLe: AUJOURDHUI(monde).toString(),
      motif: 'Essai',
    }),
  renoncerARegle: async monde => {
    const venir = await db(monde)
      .selectFrom('parametre')
      .select(['cle', 'effetLe'])
      .where('effetLe', '>', AUJOURDHUI(monde).toString())
      .executeTakeFirst()
    return venir ? monde.administrateur.brut('POST /parametres/:cle/annulation', venir) : null
  },
  importer: async (monde, _, n) => {
    const jour = AUJOURDHUI(monde).add({ days: 1 })
    monde.essai.now = `${jour}T16:00:00Z`
    const suites = [
      {},
      { etat: '4' },
      { etat: '5', fin: { motif: '01', date: jour.toString() } },
      { dateDemande: '2025-01-02' },
    ]
    await importerJour(monde.essai, jour.toString(), [foyer(1 + (n % 6), cle(suites, n))])
    return { status: 200 }
  },
  defaire: async monde => {
    const dernier = await db(monde)
      .selectFrom('import')
      .select('id')
      .where('statut', '=', 'applique')
      .orderBy('numero', 'desc')
      .executeTakeFirst()
    return dernier ? monde.administrateur.brut('POST /imports/:importId/annulation', { importId: dernier.id }) : null
  },
} satisfies Record<string, Acte>
export type NomActe = keyof typeof ACTES
export const NOMS_ACTES = Object.keys(ACTES) as NomActe[]

/** Two persons of the stock and two who entered on 3 March, and those who may act. It is 10 March. */
export async function unMondeDeVies(essai: Essai): Promise<Monde> {
  const structureId = await essai.uneStructure()
  const monde: Monde = {
    essai,
    structureId,
    charge: await essai.unAgent('charge-orientation'),
    administrateur: await essai.unAgent('administrateur'),
    responsable: await essai.unAgent('responsable-equipe', { structureId }),
    referents: [
      await essai.unAgent('referent', { structureId, nom: 'ROUET' }),
      await essai.unAgent('referent', { structureId, nom: 'FUSEAU' }),
    ],
    reunions: [],
  }
  // Years may pass.
  await sessionsSansFin(essai)
  await importerMois(essai, '2025-01', [foyer(1), foyer(2)])
  await importerMois(essai, '2025-02', [foyer(1), foyer(2), foyer(3), foyer(4)])
  essai.now = '2025-03-10T16:00:00Z'
  return monde
}

/** Does it; true when something was done. */
export async function faire(monde: Monde, { quoi, qui, n }: Pas): Promise<boolean> {
  const personnes = await db(monde)
    .selectFrom('personne')
    .select('id')
    .where('fusionneeDans', 'is', null)
    .orderBy('id')
    .execute()
  const personne = personnes[qui % personnes.length]
  if (!personne) return false
  const acte: Acte = ACTES[quoi]
  const fait = await acte(monde, personne.id, n)
  return fait?.status === 200
}
