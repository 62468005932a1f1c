import { sql } from 'kysely'
import { z } from 'zod'
import { consulter } from '../socle/lectures/consultation.ts'
import { useCase } from '../socle/use-case.ts'
import { communeDe } from '../territoire/commune.queries.ts'
import { RecherchePersonne } from './audit.ts'
import type { PersonneLue } from './lectures.queries.ts'

const RESULTATS = 20

/**
 * Finds who asks « qui a lu mon dossier »: by the exact name (of use or of birth, accents and case apart) and the birth date, since
 * the DPO leafs through no list of persons. Each one found is recorded as read. A POST: a name never goes into an address.
 */
export const chercherPersonne = useCase(
  {
    route: 'POST /audit/personnes',
    summary: 'Trouver la personne dont le journal est demandé',
    permission: 'lecture.auditer',
    lecture: true,
    input: RecherchePersonne,
    output: z.object({
      personnes: z.array(
        z.object({
          id: z.uuid(),
          nom: z.string(),
          prenom: z.string(),
          dateNaissance: z.string().nullable(),
          commune: z.string().nullable(),
        }),
      ),
    }),
  },
  async (ctx, { nom, naissance }) => {
    const { rows } = await sql<PersonneLue>`
      select p.id, p.nom, p.prenom, p.date_naissance, ${communeDe(sql.ref('p.id'))} as commune
      from personne p
      where p.date_naissance = ${naissance}::date and p.fusionnee_dans is null
        and forme_comparable(${nom}) in (forme_comparable(p.nom), forme_comparable(p.nom_naissance))
      order by p.prenom, p.id limit ${RESULTATS}`.execute(ctx.db)
    await consulter(
      ctx,
      rows.map(p => p.id),
      'audit',
    )
    return { personnes: rows }
  },
)
