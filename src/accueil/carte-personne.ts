import { sql } from 'kysely'
import { z } from 'zod'
import { perimetre, personneIntrouvable } from '../agent/perimetre.ts'
import { nonAccompagnables } from '../droit/accompagnable.queries.ts'
import { echeanceEnJours } from '../droit/entree.ts'
import { FICHE } from '../personne/fiche.queries.ts'
import { consulter } from '../socle/consultation.ts'
import { useCase } from '../socle/use-case.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { Carte } from './accueil.ts'

type Ligne = Omit<z.input<typeof Carte>, 'aPrendre' | 'nonAccompagnee' | 'aujourdhui'> & {
  recuLe: string | null
  duFoyer: NonNullable<Carte['nonAccompagnee']>['adultes']
}

/** The card of a person in scope for the reception desk; the reading is recorded. Refuses 404 out of scope. */
export const cartePersonne = useCase(
  {
    route: 'GET /accueil/personnes/:personneId',
    summary: 'La carte d’une personne à l’accueil',
    permission: 'accueil.recevoir',
    input: z.object({ personneId: z.uuid() }),
    output: Carte,
  },
  async (ctx, { personneId }) => {
    const { rows } = await sql<{ carte: Ligne }>`
      select json_build_object(${FICHE},
        'suivi', (select json_build_object('referentId', a.id, 'referent', a.nom, 'structure', s.nom,
            'telephone', coalesce(a.telephone, s.telephone))
          from orientation o left join accompagnement k on k.personne_id = o.personne_id and k.fin is null
            join structure s on s.id = coalesce(k.structure_id, o.structure_id) left join agent_nom a on a.id = k.referent_id
          where o.personne_id = p.id and o.fin is null),
        'rendezVous', (select coalesce(json_agg(json_build_object('id', r.id, 'debut', r.debut, 'dureeMinutes', r.duree_minutes,
            'objet', r.objet, 'modalite', r.modalite, 'lieu', r.lieu, 'agentId', r.agent_id, 'agent', a.nom,
            'lettre', exists (select 1 from courrier c where c.personne_id = p.id and c.rendez_vous_id = r.id)) order by r.debut), '[]')
          from rendez_vous r join agent_nom a on a.id = r.agent_id
          where r.personne_id = p.id and r.issue is null and r.debut >= ${ctx.today}::date),
        'duFoyer', (select coalesce(json_agg(json_build_object('id', q.id, 'nom', q.nom, 'prenom', q.prenom) order by n.role desc), '[]')
          from foyer_courant f join membre n on n.foyer_id = f.foyer_id and n.fin is null and n.role in ('DEM', 'CJT')
            join personne q on q.id = n.personne_id
          where f.personne_id = p.id and q.id <> p.id and q.fusionnee_dans is null and ${perimetre(ctx, sql.ref('q.id'))}),
        'recuLe', (select e.recu_le from entree e where e.personne_id = p.id and e.oriente_le is null and e.close_le is null
          and not exists (select 1 from rendez_vous r where r.personne_id = p.id and r.objet = 'diagnostic' and r.convoque_le >= e.recu_le
            and (r.issue is null or r.issue = 'present'))
          and not exists (select 1 from diagnostic g where g.personne_id = p.id and g.etabli_le >= e.recu_le) limit 1)
      ) as carte
      from personne p where p.id = ${personneId} and p.fusionnee_dans is null and ${perimetre(ctx, sql.ref('p.id'))}`.execute(
      ctx.db,
    )
    const lue = rows[0]?.carte
    if (!lue) throw personneIntrouvable()
    await consulter(ctx, personneId, 'accueil')
    const { recuLe, duFoyer, ...carte } = lue
    const empeche = (await nonAccompagnables(ctx, [personneId])).get(personneId)
    const delai = recuLe === null ? null : await parametre(ctx, 'convocation.delai-jours', recuLe)
    return {
      ...carte,
      aPrendre: recuLe !== null && delai !== null ? { avant: echeanceEnJours(recuLe, delai) } : null,
      nonAccompagnee: empeche ? { motif: empeche, adultes: duFoyer } : null,
      aujourdhui: ctx.today,
    }
  },
)
