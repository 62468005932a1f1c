import { sql } from 'kysely'
import { conclureRendezVous } from '../rendez-vous/conclure-rendez-vous.ts'
import { prendreRendezVous } from '../rendez-vous/prendre-rendez-vous.ts'
import type { Acteur } from '../socle/acteur.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { hasard } from './generer/hasard.ts'
import { GRAINE } from './graine.ts'
import { HEURES, type Journal, jourOuvre } from './journal.ts'

/** Half the support of an « équilibre » or a « remobilisation » (rule A3): the day of the bilan. */
const MOIS_AVANT_BILAN = 6

/**
 * Plans the interviews of the demo référent with those he follows since the first day: one every two to five weeks, the bilans,
 * some missed.
 */
export async function prevoirLePortefeuille(
  ctx: Context,
  journal: Journal,
  referent: Acteur,
  aujourdhui: string,
): Promise<void> {
  const { rows } = await sql<{ personneId: string; debut: string }>`
    select a.personne_id, a.debut from accompagnement a where a.referent_id = ${referent.id} and a.fin is null order by a.debut,
      a.personne_id`.execute(ctx.db)
  const tire = hasard(GRAINE, 3)
  const pris = new Set<string>()
  const creneau = (jour: string): string => {
    for (let j = jourOuvre(jour); ; j = jourOuvre(j, 1)) {
      const heure = HEURES.find(h => !pris.has(`${j}T${h}`))
      if (!heure) continue
      pris.add(`${j}T${heure}`)
      return `${j}T${heure}`
    }
  }
  for (const { personneId, debut } of rows) {
    // A few have lost touch: that is what the list is for.
    if (tire.chance(0.12)) continue
    const bilanLe = Temporal.PlainDate.from(debut).add({ months: MOIS_AVANT_BILAN }).toString()
    let bilanFait = false
    for (
      let jour = plus(ctx.today, tire.entre(1, 20));
      jour < plus(aujourdhui, 21);
      jour = plus(jour, tire.entre(14, 38))
    ) {
      const objet: 'bilan' | 'suivi' = !bilanFait && jour >= bilanLe ? 'bilan' : 'suivi'
      bilanFait ||= objet === 'bilan'
      const id = uuidv7()
      const quand = creneau(jour)
      const issue = tire.pondere([
        ['present', 86],
        ['absent-excuse', 8],
        ['absent', 6],
      ] as const)
      journal.prevoir(`${[plus(jour, -8), ctx.today].sort()[1]}T17:00`, referent, async acte => {
        await prendreRendezVous(acte, {
          id,
          personneId,
          agentId: referent.id,
          objet,
          modalite: 'individuel',
          debut: quand,
          dureeMinutes: 45,
          lieu: null,
          convocation: 'remise-en-main-propre',
          interpretePrevu: false,
          horairesConfirmes: false,
        })
      })
      journal.prevoir(`${quand.slice(0, 10)}T18:00`, referent, async acte => {
        await conclureRendezVous(acte, { rendezVousId: id, issue })
      })
    }
  }
}

const plus = (jour: string, jours: number) => Temporal.PlainDate.from(jour).add({ days: jours }).toString()
