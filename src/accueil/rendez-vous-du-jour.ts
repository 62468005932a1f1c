import { sql } from 'kysely'
import { z } from 'zod'
import { perimetre } from '../agent/perimetre.ts'
import { parNom } from '../lecture/par-nom.ts'
import { lieuMontre } from '../precaution/adresse.queries.ts'
import { couper } from '../socle/coupe.ts'
import { useCase } from '../socle/use-case.ts'

const LIGNES_MAX = 300

/** Who is expected today (or on `jour`), in order of the hours: persons in scope, appointments still to be held. */
export const rendezVousDuJour = useCase(
  {
    route: 'GET /accueil/rendez-vous',
    summary: 'Les personnes attendues aujourd’hui',
    permission: 'accueil.recevoir',
    montre: 'attendues',
    input: z.object({ jour: z.iso.date().optional() }),
    output: z.object({
      jour: z.string(),
      tronque: z.boolean(),
      attendues: z.array(
        z.object({
          id: z.uuid(),
          personneId: z.uuid(),
          nom: z.string(),
          prenom: z.string(),
          dateNaissance: z.string(),
          debut: z.string(),
          agent: z.string(),
          lieu: z.string().nullable(),
        }),
      ),
    }),
  },
  async (ctx, { jour = ctx.today }) => {
    const { rows } = await sql<{
      id: string
      personneId: string
      nom: string
      prenom: string
      dateNaissance: string
      debut: string
      agent: string
      lieu: string | null
    }>`
      select r.id, r.personne_id, p.nom, p.prenom, p.date_naissance, r.debut, a.nom as agent, ${lieuMontre()} as lieu
      from rendez_vous r join personne p on p.id = r.personne_id and p.fusionnee_dans is null join agent_nom a on a.id = r.agent_id
      where r.debut >= ${jour}::date and r.debut < ${jour}::date + 1 and r.issue is null and ${perimetre(ctx, sql.ref('p.id'))}
      order by r.debut, ${parNom()} limit ${LIGNES_MAX + 1}`.execute(ctx.db)
    const { montrees, tronque } = couper(rows, LIGNES_MAX)
    return { jour, attendues: montrees, tronque }
  },
)
