import { sql } from 'kysely'
import { z } from 'zod'
import { perimetre, personneIntrouvable } from '../agent/perimetre.ts'
import { nonAccompagnables } from '../droit/accompagnable.queries.ts'
import { demande } from '../echeance/demande.queries.ts'
import { FICHE } from '../personne/fiche.queries.ts'
import { lieuMontre } from '../precaution/adresse.queries.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { useCase } from '../socle/use-case.ts'
import { Carte } from './accueil.ts'

type Ligne = Omit<z.input<typeof Carte>, 'nonAccompagnee' | 'aujourdhui'> & {
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
            'objet', r.objet, 'modalite', r.modalite, 'lieu', ${lieuMontre()}, 'agentId', r.agent_id, 'agent', a.nom,
            'lettre', exists (select 1 from courrier c where c.personne_id = p.id and c.rendez_vous_id = r.id
              and not (c.montre_adresse and adresse_confidentielle(p.id)))) order by r.debut), '[]')
          from rendez_vous r join agent_nom a on a.id = r.agent_id
          where r.personne_id = p.id and r.issue is null and r.debut >= ${ctx.today}::date),
        'duFoyer', (select coalesce(json_agg(json_build_object('id', q.id, 'nom', q.nom, 'prenom', q.prenom) order by n.role desc), '[]')
          from foyer_courant f join membre n on n.foyer_id = f.foyer_id and n.fin is null and n.role in ('DEM', 'CJT')
            join personne q on q.id = n.personne_id
          where f.personne_id = p.id and q.id <> p.id and q.fusionnee_dans is null and ${perimetre(ctx, sql.ref('q.id'))}),
        'aPrendre', (select json_build_object('avant', e.pour) from echeance e
          where e.personne_id = p.id and e.genre in ('convocation', 'reconvocation')
            and e.pour is not null and ${demande(ctx, 'e')} limit 1)
      ) as carte
      from personne p where p.id = ${personneId} and p.fusionnee_dans is null and ${perimetre(ctx, sql.ref('p.id'))}`.execute(
      ctx.db,
    )
    const lue = rows[0]?.carte
    if (!lue) throw personneIntrouvable()
    await consulter(ctx, personneId, 'accueil')
    const { duFoyer, ...carte } = lue
    const empeche = (await nonAccompagnables(ctx, [personneId])).get(personneId)
    return {
      ...carte,
      aPrendre: empeche ? null : carte.aPrendre,
      nonAccompagnee: empeche ? { motif: empeche, adultes: duFoyer } : null,
      aujourdhui: ctx.today,
    }
  },
)
