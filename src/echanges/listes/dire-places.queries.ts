import { sql } from 'kysely'
import type { Champ, Dite, SourceDonnee } from '../../personne/donnees/donnee.ts'
import { ROLES_DITS } from '../../personne/doublons/place-dite.queries.ts'
import { garderMatricule } from '../../personne/matricule/garder-matricule.ts'
import type { Context } from '../../socle/use-case.ts'
import type { LigneLue } from './appliquer-liste.ts'

type Designee = { ligne: Pick<LigneLue, 'valeurs'>; personneId: string }

/**
 * Where lines place people: the numbers of the household and the role, kept to recognise them in the next list, and in the flow that will
 * bring it. What a flow already says isn't heard again.
 */
export async function direPlaces(
  ctx: Context,
  designees: readonly Designee[],
  source: SourceDonnee,
  le: string,
): Promise<Dite[]> {
  const placees = designees.flatMap(({ ligne: { valeurs: v }, personneId }) => {
    const matricule = v.matricule && garderMatricule(ctx.territoire.code, v.matricule)
    return matricule || v.numeroDemandeRsa ? [{ personneId, matricule, numero: v.numeroDemandeRsa, role: v.role }] : []
  })
  if (placees.length === 0) return []
  const { rows } = await sql<{ personneId: string }>`
    select j."personneId" as personne_id
    from jsonb_to_recordset(${JSON.stringify(placees)}::jsonb) as j ("personneId" uuid, matricule text, numero text)
    where exists (select 1 from membre m join foyer f on f.id = m.foyer_id
      where m.personne_id = j."personneId" and m.fin is null
        and (f.numero_demande_rsa = j.numero or forme_matricule(f.matricule) = forme_matricule(j.matricule)))`.execute(
    ctx.db,
  )
  const connues = new Set(rows.map(r => r.personneId))
  return placees.flatMap(({ personneId, matricule, numero, role }) => {
    if (connues.has(personneId)) return []
    const dire = (champ: Champ, valeur: string | undefined): Dite[] =>
      valeur ? [{ personneId, champ, source, valeur, accord: null, le }] : []
    return [
      ...dire('matricule', matricule),
      ...dire('numero-demande', numero),
      ...dire('role-foyer', role && ROLES_DITS[role as keyof typeof ROLES_DITS]),
    ]
  })
}
