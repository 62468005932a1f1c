import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import type { DejaDit } from './deja-dit.ts'

/** What was told of a person, files merged into hers included. The caller holds the scope. */
export async function dejaDit(ctx: Context, personneId: string): Promise<DejaDit> {
  const { rows } = await sql<DejaDit>`
    with elle as (select id from personne where ${personneId}::uuid in (id, fusionnee_dans))
    select
      (select coalesce(jsonb_agg(jsonb_build_object('source', s.source, 'le', s.le, 'reponses', s.reponses) order by s.le desc,
        s.source), '[]')
        from (select distinct on (d.source) d.source, d.le, d.reponses from donnee_socio_pro d join elle on elle.id = d.personne_id
          order by d.source, d.le desc, d.import desc) s) as socio_pro,
      (select jsonb_build_object('source', c.source, 'le', c.le, 'contenu', c.parcours) from parcours_caf c join elle
        on elle.id = c.personne_id
        order by c.le desc, c.import desc limit 1) as parcours,
      (select jsonb_build_object('le', f.le, 'inscritLe', f.inscrit_le, 'categorie', f.categorie, 'structure',
        coalesce(f.structure_suivi, f.structure),
          'referent', f.referent_nom, 'modalite', f.modalite, 'dernierEntretien', f.dernier_entretien, 'metiers', f.metiers,
            'freins', f.freins)
        from suivi_france_travail f join elle on elle.id = f.personne_id order by f.le desc, f.import desc limit 1) as france_travail,
      (select jsonb_build_object('signeLe', p.signe_le, 'dernierEntretienLe', p.dernier_entretien_le, 'reference', p.reference)
        from ppae p join elle on elle.id = p.personne_id order by p.reference desc, p.import desc limit 1) as ppae`.execute(
    ctx.db,
  )
  return rows[0] ?? { socioPro: [], parcours: null, franceTravail: null, ppae: null }
}
