import { sql } from 'kysely'
import { relationQuiOuvre } from '../agent/lecture-apres.queries.ts'
import type { Acteur } from '../socle/acteur.ts'
import { contexte, SYSTEME } from '../socle/contexte.ts'
import type { Base } from '../socle/db.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context, Territoire } from '../socle/use-case.ts'
import { FUSEAU_METROPOLE } from '../territoire/fuseau.ts'

/** Something an agent does at an hour of a day ('YYYY-MM-DDTHH:MM', Paris). */
type Acte = { quand: string; agent: Acteur; agir: (ctx: Context) => Promise<void> }

/** The agents' diary: acts are planned in any order, and done in the order of time. */
export function unJournal(base: Base, territoire: Territoire) {
  let actes: Acte[] = []
  return {
    prevoir: (quand: string, agent: Acteur, agir: Acte['agir']) => {
      actes.push({ quand, agent, agir })
    },
    /**
     * Does what was planned before a moment, and what follows from it, one transaction a day. An act that is refused is one that nobody
     * did.
     */
    vivreJusqua: async (moment: string) => {
      for (;;) {
        const echus = actes.filter(a => a.quand < moment).sort((a, b) => a.quand.localeCompare(b.quand))
        const jour = echus[0]?.quand.slice(0, 10)
        if (!jour) return
        const duJour = echus.filter(a => a.quand.startsWith(jour))
        actes = actes.filter(a => !duJour.includes(a))
        await base
          .territoire(territoire.code)
          .transaction()
          .execute(async trx => {
            const touchees = new Set<string>()
            for (const { quand, agent, agir } of duJour) {
              const now = Temporal.PlainDateTime.from(quand).toZonedDateTime(FUSEAU_METROPOLE).toInstant().toString()
              const ctx = contexte(trx, base, { agent, territoire, now, raison: relationQuiOuvre })
              await agir(ctx).catch((erreur: unknown) => {
                if (!(erreur instanceof Refusal)) throw erreur
              })
              for (const personne of ctx.touchees) touchees.add(personne)
            }
            const soir = Temporal.PlainDateTime.from(`${jour}T23:00`)
              .toZonedDateTime(FUSEAU_METROPOLE)
              .toInstant()
              .toString()
            const ctx = contexte(trx, base, { agent: SYSTEME, territoire, now: soir })
            await base.suite(ctx, sql`select unnest(${[...touchees]}::uuid[]) as id`)
          })
      }
    },
  }
}
export type Journal = ReturnType<typeof unJournal>

/** Hours at which interviews of the demo begin. */
export const HEURES = ['09:00', '10:00', '11:00', '14:00', '15:00', '16:00']

/** The working day on or after a day, some working days later. */
export function jourOuvre(jour: string, plus = 0): string {
  let date = Temporal.PlainDate.from(jour)
  const ouvre = () => date.dayOfWeek < 6
  while (!ouvre()) date = date.add({ days: 1 })
  for (let i = 0; i < plus; i++) {
    date = date.add({ days: 1 })
    while (!ouvre()) date = date.add({ days: 1 })
  }
  return date.toString()
}

/** The last working day before a day, at least so many days before: over on that day, whatever the day of the week. */
export function veilleOuvree(jour: string, jours = 1): string {
  let date = Temporal.PlainDate.from(jour).subtract({ days: jours })
  while (date.dayOfWeek > 5) date = date.subtract({ days: 1 })
  return date.toString()
}
