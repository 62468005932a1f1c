import { sql } from 'kysely'
import { assurerReferent } from '../agent/referent-a-completer.queries.ts'
import { rapporterSuivisConnus } from '../droit/delai.queries.ts'
import { assurerStructure } from '../offre/structure-a-completer.queries.ts'
import { inscrireOrientationsReprises } from '../orientation/reprise-de-suivi.queries.ts'
import { empreinteNir } from '../socle/auth/nir.ts'
import { enregistrerTous } from '../socle/evenement.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { type AnomalieSuivi, type LigneSuivi, lireSuivis } from './suivis-csv.ts'

export type RapportSuivis = {
  lus: number
  crees: number
  inchanges: number
  rejetes: number
  structuresCreees: number
  referentsCrees: number
  anomalies: AnomalieSuivi[]
}

type Suivi = LigneSuivi & { personneId: string; structureId: string; referentId: string }

/**
 * Takes up the follow-ups already running elsewhere, as a département does on its first day: an orientation and a référent each.
 * Lines about an unknown person, or one already followed by somebody else, are set aside with their reason. The same file again
 * changes nothing. `texte`: the CSV of suivis-csv.ts.
 */
export async function importerSuivis(ctx: Context, texte: string): Promise<RapportSuivis> {
  const { suivis: lignes, anomalies, lus } = lireSuivis(texte)
  const personnes = await trouverPersonnes(ctx, lignes)
  const avant = { structures: await compter(ctx, 'structure'), agents: await compter(ctx, 'agent') }
  const suivis: Suivi[] = []
  let inchanges = 0
  const structures = new Map<string, string>()
  const referents = new Map<string, string>()
  for (const ligne of lignes) {
    const personne = personnes.get(`${ligne.numeroDemandeRsa} ${ligne.role}`)
    const empechement = empechementReprise(ctx, ligne, personne)
    if (empechement || !personne) {
      if (empechement) anomalies.push({ ligne: ligne.ligne, ...empechement })
      else inchanges++
      continue
    }
    if (personne.suivi || personne.passes.some(p => p.debut === ligne.dateOrientation)) {
      inchanges++
      continue
    }
    const cleStructure = ligne.structure.toLowerCase()
    const structureId = structures.get(cleStructure) ?? (await assurerStructure(ctx, ligne.structure, ligne.dominante))
    structures.set(cleStructure, structureId)
    const cleReferent = `${ligne.referentCourriel} ${structureId}`
    const referentId = referents.get(cleReferent) ?? (await assurerReferent(ctx, ligne.referentCourriel, structureId))
    referents.set(cleReferent, referentId)
    suivis.push({ ...ligne, personneId: personne.id, structureId, referentId })
  }
  await inscrire(ctx, suivis)
  const apres = { structures: await compter(ctx, 'structure'), agents: await compter(ctx, 'agent') }
  return {
    lus,
    crees: suivis.length,
    inchanges,
    rejetes: anomalies.length,
    structuresCreees: apres.structures - avant.structures,
    referentsCrees: apres.agents - avant.agents,
    anomalies: anomalies.toSorted((a, b) => a.ligne - b.ligne),
  }
}

type PersonneTrouvee = {
  id: string
  numero: string
  role: string
  nirEmpreinte: Buffer | null
  suivi: { courriel: string } | null
  passes: { debut: string; fin: string }[]
}

async function trouverPersonnes(ctx: Context, lignes: readonly LigneSuivi[]): Promise<Map<string, PersonneTrouvee>> {
  const { rows } = await sql<PersonneTrouvee>`
    select coalesce(p.fusionnee_dans, p.id) as id, f.numero_demande_rsa as numero, m.role, p.nir_empreinte,
      (select jsonb_build_object('courriel', g.courriel) from accompagnement a join agent g on g.id = a.referent_id
        where a.personne_id = coalesce(p.fusionnee_dans, p.id) and a.fin is null) as suivi,
      (select coalesce(jsonb_agg(jsonb_build_object('debut', a.debut, 'fin', a.fin)), '[]') from accompagnement a
        where a.personne_id = coalesce(p.fusionnee_dans, p.id) and a.fin is not null) as passes
    from foyer f join membre m on m.foyer_id = f.id and m.fin is null join personne p on p.id = m.personne_id
    where f.numero_demande_rsa = any(${lignes.map(l => l.numeroDemandeRsa)}) and m.role in ('DEM', 'CJT')`.execute(
    ctx.db,
  )
  return new Map(rows.map(r => [`${r.numero} ${r.role}`, r]))
}

function empechementReprise(
  ctx: Context,
  ligne: LigneSuivi,
  personne: PersonneTrouvee | undefined,
): Omit<AnomalieSuivi, 'ligne'> | null {
  if (!personne)
    return {
      champ: 'numeroDemandeRsa',
      motif: 'aucune personne de ce rôle dans un foyer de ce numéro : importez d’abord le flux qui l’annonce',
    }
  if (
    ligne.nir &&
    personne.nirEmpreinte &&
    !personne.nirEmpreinte.equals(empreinteNir(ctx.territoire.code, ligne.nir))
  ) {
    return { champ: 'nir', motif: 'ce NIR n’est pas celui de la personne de ce rôle dans ce foyer' }
  }
  if (ligne.dateOrientation > ctx.today) return { champ: 'dateOrientation', motif: 'date dans le futur' }
  if (personne.suivi && personne.suivi.courriel !== ligne.referentCourriel) {
    return { champ: 'referentCourriel', motif: 'la personne est déjà suivie par un autre référent' }
  }
  if (personne.passes.some(p => p.debut !== ligne.dateOrientation && p.fin > ligne.dateOrientation)) {
    return { champ: 'dateOrientation', motif: 'un accompagnement clos depuis couvre déjà cette date' }
  }
  return null
}

async function inscrire(ctx: Context, suivis: readonly Suivi[]): Promise<void> {
  if (!suivis.length) return
  const orientations = suivis.map(s => ({
    id: uuidv7(),
    personneId: s.personneId,
    dominante: s.dominante,
    structureId: s.structureId,
    debut: s.dateOrientation,
  }))
  await inscrireOrientationsReprises(ctx, orientations)
  await sql`
    insert into accompagnement (id, personne_id, orientation_id, referent_id, structure_id, debut, veille_depuis)
    select s.id, s.personne_id, s.orientation_id, s.referent_id, s.structure_id, s.debut,
      case when not exists (select 1 from droit d where d.personne_id = s.personne_id and d.concerne and d.flux_fin is null) then ${ctx.today}::date end
    from unnest(${suivis.map(() => uuidv7())}::uuid[], ${suivis.map(s => s.personneId)}::uuid[], ${orientations.map(o => o.id)}::uuid[],
      ${suivis.map(s => s.referentId)}::uuid[], ${suivis.map(s => s.structureId)}::uuid[], ${suivis.map(s => s.dateOrientation)}::date[])
      as s (id, personne_id, orientation_id, referent_id, structure_id, debut)`.execute(ctx.db)
  await rapporterSuivisConnus(ctx, orientations)
  await enregistrerTous(
    ctx,
    sql`select s.personne_id, 'orientation' as type, null::jsonb as avant,
      jsonb_build_object('origine', 'reprise-de-suivi', 'dominante', s.dominante, 'structure', t.nom, 'debut', s.debut) as apres
      from unnest(${orientations.map(o => o.personneId)}::uuid[], ${orientations.map(o => o.dominante)}::text[],
        ${orientations.map(o => o.structureId)}::uuid[], ${orientations.map(o => o.debut)}::text[]) as s (personne_id, dominante, structure_id, debut)
        join structure t on t.id = s.structure_id`,
    ctx.now,
  )
}

async function compter(ctx: Context, table: 'structure' | 'agent'): Promise<number> {
  const { n } = await ctx.db
    .selectFrom(table)
    .select(eb => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}
