import { sql } from 'kysely'
import { z } from 'zod'
import { deplacerAccompagnements } from '../../accompagnement/deplacement.queries.ts'
import { deplacerCourriers } from '../../courrier/deplacement.queries.ts'
import { reunirDiagnostics } from '../../diagnostic/deplacement.queries.ts'
import { deplacerDroits, deplacerEntrees } from '../../droit/deplacement.queries.ts'
import { deplacerOrientations } from '../../orientation/deplacement.queries.ts'
import { rattacherRendezVous } from '../../rendez-vous/deplacement.queries.ts'
import { Refusal } from '../../socle/refusal.ts'
import { type Context, useCase } from '../../socle/use-case.ts'
import { deplacerMembres, foyersPropres } from '../membre.queries.ts'
import { recitFusion } from '../personne.recits.ts'
import { DonneesReunies, reunirDonnees } from './donnees-reunies.queries.ts'
import { paireATrancher } from './doublon.queries.ts'
import { ChoixFusion, empechementFusion, MESSAGES, StatutDoublon } from './doublon.ts'

/** All that a merge changed, enough to undo it exactly. Kept in doublon.deplacements. */
export const Deplacements = z.object({
  garder: z.uuid(),
  absorbe: z.uuid(),
  /** Households that were only the absorbed file's: what flows write there later goes back too. */
  foyers: z.array(z.uuid()),
  membres: z.array(z.string()),
  droits: z.array(z.string()),
  entrees: z.array(z.uuid()),
  rendezVous: z.array(z.uuid()),
  diagnostics: z.array(z.object({ id: z.uuid(), personneId: z.uuid(), version: z.number() })),
  orientations: z.array(z.uuid()),
  accompagnements: z.array(z.uuid()),
  courriers: z.array(z.uuid()),
  /** Files merged earlier into the absorbed one: they lead to the kept one now. */
  personnes: z.array(z.uuid()),
  /** Whether the NIR was the absorbed file's; `certifieAvant`: what the kept file said of its own before. */
  nir: z.object({ certifieAvant: z.boolean() }).nullable(),
  /** Absent from the merges of before data were kept by source. */
  donnees: DonneesReunies.nullable().default(null),
})
type Deplacements = z.infer<typeof Deplacements>

/**
 * Makes one file of two (E5). The timeline and the readings stay under their own id and are read through `fusionnee_dans`;
 * the rest moves. Refused when a follow-up or a delay would be lost. Undone by `separerPersonnes`.
 */
export const fusionnerPersonnes = useCase(
  {
    route: 'POST /doublons/:doublonId/fusion',
    summary: 'Réunir deux dossiers de la même personne',
    permission: 'doublon.decider',
    input: z.object({ doublonId: z.uuid(), garder: z.uuid(), valeurs: ChoixFusion.default({}) }),
    output: z.object({ statut: StatutDoublon, personneId: z.uuid() }),
  },
  async (ctx, { doublonId, garder, valeurs }) => {
    const paire = await paireATrancher(ctx, doublonId)
    const garde = [paire.a, paire.b].find(d => d.id === garder)
    const absorbe = [paire.a, paire.b].find(d => d.id !== garder)
    if (!garde || !absorbe) throw new Refusal('invalid', 'dossier-hors-paire', MESSAGES['dossier-hors-paire'])
    if (paire.statut === 'fusionnees') {
      if (absorbe.fusionnee) return { statut: 'fusionnees' as const, personneId: garder }
      throw new Refusal('conflict', 'deja-tranche', MESSAGES['deja-tranche'])
    }
    const code = empechementFusion(garde, absorbe)
    if (code) throw new Refusal('conflict', code, MESSAGES[code])
    const deplacements = await deplacer(ctx, absorbe.id, garder, valeurs)
    await ctx.db
      .updateTable('doublon')
      .set({
        statut: 'fusionnees',
        decidePar: ctx.agent.id,
        decideLe: ctx.now,
        deplacements: JSON.stringify(deplacements),
      })
      .where('id', '=', doublonId)
      .execute()
    await ctx.record({ personne: garder }, recitFusion, {
      apres: { doublonId, absorbeId: absorbe.id, absorbe: { nom: absorbe.nom, prenom: absorbe.prenom } },
    })
    return { statut: 'fusionnees' as const, personneId: garder }
  },
)

async function deplacer(ctx: Context, de: string, vers: string, valeurs: ChoixFusion): Promise<Deplacements> {
  return {
    garder: vers,
    absorbe: de,
    foyers: await foyersPropres(ctx, de, vers),
    membres: await deplacerMembres(ctx, de, vers),
    droits: await deplacerDroits(ctx, de, vers),
    entrees: await deplacerEntrees(ctx, de, vers),
    rendezVous: await rattacherRendezVous(ctx, de, vers),
    diagnostics: await reunirDiagnostics(ctx, de, vers),
    orientations: await deplacerOrientations(ctx, de, vers),
    accompagnements: await deplacerAccompagnements(ctx, de, vers),
    courriers: await deplacerCourriers(ctx, de, vers),
    nir: await prendreNir(ctx, de, vers),
    donnees: await reunirDonnees(ctx, de, vers, valeurs),
    personnes: await absorber(ctx, de, vers),
  }
}

/** The kept person's NIR, else the absorbed one's. The fingerprint is unique: taken off one row before it is put on the other. */
async function prendreNir(ctx: Context, de: string, vers: string): Promise<Deplacements['nir']> {
  const colonnes = ['nirEmpreinte', 'nirChiffre', 'nirCertifie'] as const
  const lire = (id: string) =>
    ctx.db.selectFrom('personne').select(colonnes).where('id', '=', id).executeTakeFirstOrThrow()
  const [sien, autre] = [await lire(vers), await lire(de)]
  if (sien.nirEmpreinte || !autre.nirEmpreinte) return null
  await ctx.db.updateTable('personne').set({ nirEmpreinte: null, nirChiffre: null }).where('id', '=', de).execute()
  await ctx.db.updateTable('personne').set(autre).where('id', '=', vers).execute()
  return { certifieAvant: sien.nirCertifie }
}

async function absorber(ctx: Context, de: string, vers: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update personne set fusionnee_dans = ${vers} where id = ${de} or fusionnee_dans = ${de} returning id`.execute(
    ctx.db,
  )
  return rows.map(r => r.id).filter(id => id !== de)
}
