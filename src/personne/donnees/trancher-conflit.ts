import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../../socle/refusal.ts'
import { useCase } from '../../socle/use-case.ts'
import { exigerVus, Vus } from '../../territoire/vu.queries.ts'
import { recitConflitTranche, recitContact, recitDonnees } from '../personne.recits.ts'
import { verrouillerPersonne } from '../verrou.queries.ts'
import { noterDonnees, VALEUR_COLONNE } from './donnee.queries.ts'
import { Champ, MESSAGES_CONFLIT, SourceDonnee } from './donnee.ts'

type Choix = {
  valeur: string
  accord: boolean | null
  avant: string | null
  source: SourceDonnee | null
  conflit: boolean
}

/**
 * Keeps one of the values that sources say of a field (E6): the agent answers for it, what others say is set aside, and comes
 * back only if one of them says something new. Any value that was ever set aside can be chosen again. Chosen twice: one effect.
 */
export const trancherConflit = useCase(
  {
    route: 'POST /personnes/:personneId/conflits/:champ',
    summary: 'Garder une valeur quand deux sources diffèrent',
    permission: 'conflit.trancher',
    input: z.object({
      personneId: z.uuid(),
      champ: Champ,
      source: SourceDonnee,
      valeur: z.string().min(1).max(500),
      vu: Vus,
    }),
    output: z.object({ champ: Champ, valeur: z.string(), le: z.string() }),
  },
  async (ctx, { personneId, champ, source, valeur, vu }) => {
    await verrouillerPersonne(ctx, personneId)
    const { rows } = await sql<Choix>`
      with d as (select ${personneId}::uuid as personne_id, ${champ}::text as champ),
      dites as (
        select x.source, x.valeur, x.accord, x.le from donnee x join d using (personne_id, champ)
        union all
        select e.source, e.valeur, e.accord, x.le from donnee x join d using (personne_id, champ),
          jsonb_to_recordset(x.ecarte) as e (source text, valeur text, accord boolean, le date) where x.source = 'agent'
      )
      select t.valeur, t.accord, coalesce(r.valeur, ${VALEUR_COLONNE}) as avant, r.source,
        exists (select 1 from donnee x join d using (personne_id, champ) where x.conflit) as conflit
      from d join personne p on p.id = d.personne_id
        join dites t on t.source = ${source} and forme_donnee(d.champ, t.valeur) = forme_donnee(d.champ, ${valeur})
        left join donnee r on r.personne_id = d.personne_id and r.champ = d.champ and r.retenue
      order by t.le desc limit 1`.execute(ctx.db)
    const choisie = rows[0]
    if (!choisie) throw new Refusal('not-found', 'valeur-inconnue', MESSAGES_CONFLIT['valeur-inconnue'])
    const reponse = { champ, valeur: choisie.valeur, le: ctx.today }
    if (!choisie.conflit && choisie.source === 'agent' && choisie.avant === choisie.valeur) return reponse
    const { avant, conflit } = choisie
    await exigerVus(
      ctx,
      vu,
      { conflit, valeur: avant },
      { sujet: { personne: personneId }, recits: [recitConflitTranche, recitContact, recitDonnees] },
    )
    await noterDonnees(ctx, [
      { personneId, champ, source: 'agent', valeur: choisie.valeur, accord: choisie.accord, le: ctx.today },
    ])
    await ctx.record({ personne: personneId }, recitConflitTranche, {
      avant: { champ, valeur: choisie.avant },
      apres: { champ, valeur: choisie.valeur, source },
    })
    return reponse
  },
)
