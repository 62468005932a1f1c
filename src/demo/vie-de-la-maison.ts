import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { designerReferent } from '../accompagnement/designer-referent.ts'
import { creerAgent } from '../agent/creer-agent.ts'
import { recitServeurEnPanne, recitServeurRetabli } from '../exploitation/exploitation.recits.ts'
import { direPanne } from '../exploitation/exploitation.ts'
import { importerFichier } from '../import/importer-fichier.ts'
import { creerAcces } from '../partenaire/creer-acces.ts'
import type { Acteur } from '../socle/acteur.ts'
import { type Origine, SYSTEME } from '../socle/contexte.ts'
import type { Base } from '../socle/db.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { changerParametre } from '../territoire/changer-parametre.ts'
import type { Equipe } from './equipe.ts'
import { type Journal, jourOuvre, veilleOuvree } from './journal.ts'

/** Days between the hand-overs and today: near enough that no file of the CAF has ended the follow-ups since. */
const RELAIS_IL_Y_A = 3
const RELAIS = [
  'Emménage à l’autre bout du territoire : bilan fait ensemble, CV à jour, reste la garde des enfants le mercredi.',
  'Demande une référente plus proche. Formation commencée, voir avec l’organisme le mois prochain.',
]

/** Working days since they were created, by whom nobody has seen yet. */
const NOUVEAUX = [
  { ilYA: 4, prenom: 'Basile', nom: 'POINT-DEVANT', courriel: 'basile.point-devant@example.org' },
  { ilYA: 1, prenom: 'Oriane', nom: 'SURJET', courriel: 'oriane.surjet@example.org' },
]

/** What the house itself lives through: a parameter decided, a key given to a partner, persons handed over. */
export function prevoirLaVieDeLaMaison(
  journal: Journal,
  { comptes }: Equipe,
  { ouverture, aujourdhui }: { ouverture: string; aujourdhui: string },
): void {
  const [admin, responsable, referent] = (['administrateur', 'responsable-equipe', 'referent'] as const).map(r =>
    comptes.get(r),
  )
  if (!admin || !responsable || !referent) return
  const decision = jourOuvre(ouverture, 8)
  journal.prevoir(`${decision}T10:00`, admin, async ctx => {
    await changerParametre(ctx, {
      cle: 'acces.ancien-referent-jours',
      valeur: 45,
      effetLe: decision,
      motif: 'Décidé en comité de pilotage : un mois ne suffit pas pour passer le relais.',
    })
  })
  journal.prevoir(`${jourOuvre(ouverture, 12)}T11:00`, admin, async ctx => {
    await creerAcces(ctx, { id: uuidv7(), nom: 'PLIE du Rouet, logiciel de suivi', genres: ['contacts', 'suivis'] })
  })
  // A server told of its faults by itself: a disk that was filling up, then was emptied; a certificate nobody has renewed yet.
  const [jourPlein, jourVide, jourDit] = [6, 5, 2].map(ilYA => veilleOuvree(aujourdhui, ilYA))
  const dire = (quand: string, cle: string, panne: ReturnType<typeof direPanne> | null, titre = '') =>
    journal.prevoir(quand, SYSTEME, async ctx => {
      if (panne) await ctx.record({ objet: 'serveur', id: cle }, recitServeurEnPanne, { apres: panne })
      else await ctx.record({ objet: 'serveur', id: cle }, recitServeurRetabli, { apres: { titre } })
    })
  const disque = direPanne({ genre: 'disque', de: 'donnees', ici: 'trame-1', rempli: 92, libre: 3.8e9 }, aujourdhui)
  dire(`${jourPlein}T06:05`, 'disque-donnees@trame-1', disque)
  dire(`${jourVide}T09:40`, 'disque-donnees@trame-1', null, disque.titre)
  const finLe = `${jourOuvre(aujourdhui, 9)}T12:00:00Z`
  dire(`${jourDit}T06:05`, 'certificat-courriel', direPanne({ genre: 'certificat', de: 'courriel', finLe }, aujourdhui))
  // Of two newcomers, one let the day of their link go by; the other has theirs since yesterday afternoon.
  for (const { ilYA, ...qui } of NOUVEAUX)
    journal.prevoir(`${veilleOuvree(aujourdhui, ilYA)}T16:00`, admin, async ctx => {
      const place = { structureId: null, equipeId: null, secteur: null, plafond: null }
      const habilitations = [{ id: uuidv7(), role: 'pilote' as const, ...place }]
      await creerAgent(ctx, { id: uuidv7(), telephone: null, ...qui, habilitations })
    })
  const relais = veilleOuvree(aujourdhui, RELAIS_IL_Y_A)
  journal.prevoir(`${relais}T17:30`, responsable, async ctx => {
    const { rows } = await sql<{ personneId: string; suivant: string }>`
      select a.personne_id, (select h.agent_id from habilitation h where h.structure_id = a.structure_id and h.role = 'referent'
          and h.equipe_id = ${responsable.equipeId} and h.fin is null and h.agent_id <> a.referent_id order by h.id limit 1) as suivant
      from accompagnement a where a.referent_id = ${referent.id} and a.fin is null and a.veille_depuis is null
        and not exists (select 1 from membre_suivi m where m.personne_id = a.personne_id)
      order by a.debut desc, a.personne_id limit ${RELAIS.length}`.execute(ctx.db)
    for (const [i, { personneId, suivant }] of rows.entries())
      await designerReferent(ctx, {
        ...{ id: uuidv7(), personneId, referentId: suivant, coReferentId: null },
        relais: RELAIS[i] ?? null,
        lettre: 'au-mieux',
        rendezVous: {},
        malgrePlafond: true,
      })
  })
}

/** A chargée d'orientation of some communes brings the list of the professionals of a new partner: they wait for an account. */
export async function apporterUneListe(base: Base, origine: Origine, agent: Acteur, dossier: string): Promise<void> {
  const recuLe = origine.now.slice(0, 10)
  const professionnels = join(dossier, 'professionnels-le-metier.csv')
  await writeFile(
    professionnels,
    [
      'Nom;Prénom;Courriel;Téléphone;Structure;Rôle',
      'RUBANIER;Solène;solene.rubanier@example.org;01 99 00 20 31;Le Métier à tisser;Référent',
      'PASSEMENTIER;Hugo;hugo.passementier@example.org;01 99 00 20 32;Le Métier à tisser;Référent',
      'MOULINIER;Anaïs;anais.moulinier@example.org;01 99 00 20 33;Le Métier à tisser;Responsable',
      '',
    ].join('\r\n'),
  )
  await importerFichier(
    base,
    { ...origine, agent },
    { chemin: professionnels, recuLe, genre: 'professionnels' },
    'ecran',
  )
}
