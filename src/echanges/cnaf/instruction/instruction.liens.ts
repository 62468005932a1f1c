import { sql } from 'kysely'
import { lien, porter } from '../../../socle/lien.ts'
import type { Context } from '../../../socle/use-case.ts'

export const LIENS_INSTRUCTION = [
  lien({
    table: 'instruction',
    vers: 'personne',
    colonnes: { personne_id: 'personne', nir_empreinte: 'nir', numero_demande_rsa: 'demande' },
    fusion: 'rester',
    annulation: oublierInstructions,
    effacement: 'effacer',
    portabilite: porter(
      'Demandes de RSA reçues',
      ids => sql`
        select i.le as "Le", i.organisme as "Organisme", i.numero_demande_rsa as "Numéro de demande"
        from instruction i where i.personne_id = any(${ids}) order by i.le desc`,
    ),
  }),
]

/** What the import left waiting goes, what it gave to persons waits again. */
async function oublierInstructions(ctx: Context, numero: number): Promise<void> {
  await sql`delete from instruction where import = ${numero}`.execute(ctx.db)
  await sql`update instruction set personne_id = null, rattachee_par = null where rattachee_par = ${numero}`.execute(
    ctx.db,
  )
}
