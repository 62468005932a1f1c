import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Reunion, Separation } from '../../socle/lien.ts'
import type { Context } from '../../socle/use-case.ts'
import { choisirDeNouveau, noterDonnees } from '../donnees/donnee.queries.ts'
import { CHAMPS, Champ } from '../donnees/donnee.ts'
import { ChoixFusion } from './doublon.ts'

const Ligne = z.looseObject({ champ: Champ, source: z.string() })
const Photo = z.object({ lignes: z.array(Ligne), colonnes: z.record(z.string(), z.unknown()) })
type Photo = z.infer<typeof Photo>
/** What a person's data were before a merge, and what it made of them: enough to put back what nobody touched since. */
const DonneesReunies = z.object({ avant: Photo, apres: Photo })
type DonneesReunies = z.infer<typeof DonneesReunies>

/** Columns of `personne` that show each field. */
const COLONNES: Partial<Record<Champ, readonly string[]>> = {
  nom: ['nom'],
  'nom-naissance': ['nom_naissance'],
  prenom: ['prenom'],
  'date-naissance': ['date_naissance'],
  'identifiant-france-travail': ['identifiant_france_travail'],
  telephone: ['telephone', 'telephone_accord'],
  courriel: ['courriel', 'courriel_accord'],
}
const COMMUNES = ['contact_source', 'contact_le'] as const
const TOUTES = [...Object.values(COLONNES).flat(), ...COMMUNES]

async function photographier(ctx: Context, personneId: string): Promise<Photo> {
  const { rows } = await sql<{ photo: Photo }>`
    select jsonb_build_object(
      'lignes', (select coalesce(jsonb_agg(to_jsonb(d) order by d.champ, d.source), '[]') from donnee d where d.personne_id = p.id),
      'colonnes', (select jsonb_object_agg(cle, valeur) from jsonb_each(to_jsonb(p)) as c (cle, valeur)
        where cle = any(${TOUTES}))) as photo
    from personne p where p.id = ${personneId}`.execute(ctx.db)
  return Photo.parse(rows[0]?.photo)
}

/**
 * Brings to the file kept (`vers`) what only the other one knows, and the values the agent chose between the two; the absorbed
 * file keeps its own. Returns what `separerDonnees` needs to undo it.
 */
export async function reunirDonnees(ctx: Context, { de, vers, choix }: Reunion): Promise<DonneesReunies> {
  const avant = await photographier(ctx, vers)
  const autre = await photographier(ctx, de)
  const manquants = await completer(ctx, de, vers)
  await choisirDeNouveau(
    ctx,
    manquants.map(champ => ({ personneId: vers, champ })),
  )
  for (const [champ, gardee] of Object.entries(ChoixFusion.parse(choix)) as [
    keyof ChoixFusion,
    'garde' | 'absorbe',
  ][]) {
    await choisir(ctx, vers, champ, gardee === 'garde' ? [avant, autre] : [autre, avant])
  }
  return { avant, apres: await photographier(ctx, vers) }
}

/** Copies the statements on the fields that the file kept says nothing of. */
async function completer(ctx: Context, de: string, vers: string): Promise<Champ[]> {
  const { rows } = await sql<{ champ: Champ }>`
    insert into donnee (personne_id, champ, source, valeur, accord, le, par, ecarte, import)
    select ${vers}::uuid, s.champ, s.source, s.valeur, s.accord, s.le, s.par, s.ecarte, s.import
    from (
      select d.champ, d.source, d.valeur, d.accord, d.le, d.par, d.ecarte, d.import from donnee d where d.personne_id = ${de}
      union all
      select c.champ, c.source, c.valeur, c.accord, c.le, null, '[]'::jsonb, ${ctx.import}::int from personne p cross join lateral (values
        ('telephone', p.telephone, p.telephone_accord, coalesce(p.contact_source, 'inconnue'), coalesce(p.contact_le, p.identite_le)),
        ('courriel', p.courriel, p.courriel_accord, coalesce(p.contact_source, 'inconnue'), coalesce(p.contact_le, p.identite_le)),
        ('identifiant-france-travail', p.identifiant_france_travail, null, p.identite_source, p.identite_le)) as c (champ, valeur,
          accord, source, le)
      where p.id = ${de} and c.valeur is not null
        and not exists (select 1 from donnee d where d.personne_id = ${de} and d.champ = c.champ)
    ) s join personne v on v.id = ${vers}
    where not exists (select 1 from donnee d where d.personne_id = ${vers} and d.champ = s.champ)
      and s.champ <> all(array['nom', 'nom-naissance', 'prenom', 'date-naissance'])
      and case s.champ when 'telephone' then v.telephone when 'courriel' then v.courriel
        when 'identifiant-france-travail' then v.identifiant_france_travail end is null
    returning champ`.execute(ctx.db)
  return [...new Set(rows.map(r => r.champ))]
}

/** The agent keeps one value and sets the other aside: it comes back only if a source says something new. */
async function choisir(ctx: Context, personneId: string, champ: keyof ChoixFusion, [gardee, autre]: [Photo, Photo]) {
  const colonne = CHAMPS[champ].colonne
  const valeur = texte(gardee.colonnes[colonne])
  const ecartee = texte(autre.colonnes[colonne])
  if (valeur === null || ecartee === null) return
  const accord = gardee.colonnes[`${colonne}_accord`]
  await noterDonnees(ctx, [
    { personneId, champ, source: 'agent', valeur, accord: typeof accord === 'boolean' ? accord : null, le: ctx.today },
  ])
  const contact = champ === 'telephone' || champ === 'courriel'
  await sql`
    update donnee n set ecarte = n.ecarte || jsonb_build_array(jsonb_build_object('source', ${
      (contact && texte(autre.colonnes.contact_source)) || 'inconnue'
    }::text, 'valeur', ${ecartee}::text, 'le', ${ctx.today}::text))
    where n.personne_id = ${personneId} and n.champ = ${champ} and n.source = 'agent'
      and not exists (select 1 from jsonb_array_elements(n.ecarte) e
        where forme_donnee(n.champ, e ->> 'valeur') = forme_donnee(n.champ, ${ecartee}))`.execute(ctx.db)
}

const texte = (valeur: unknown): string | null => (typeof valeur === 'string' ? valeur : null)
const pareil = isDeepStrictEqual
const du = (photo: Photo, champ: Champ) => photo.lignes.filter(l => l.champ === champ)
const colonnesDe = (photo: Photo, champ: Champ) => (COLONNES[champ] ?? []).map(c => photo.colonnes[c])

/** Undoes `reunirDonnees`. Merges of before data were kept by source have nothing to give back. */
export async function separerDonnees(ctx: Context, { vers }: Separation, fait: unknown): Promise<void> {
  const fusion = DonneesReunies.nullish().parse(fait)
  if (fusion) await rendreDonnees(ctx, vers, fusion)
}

/**
 * A field that is as the merge left it is put back exactly as it was; where something was written since,
 * that stays, and only what the merge had copied goes.
 */
async function rendreDonnees(ctx: Context, personneId: string, { avant, apres }: DonneesReunies): Promise<void> {
  const present = await photographier(ctx, personneId)
  const rendues: Champ[] = []
  const recalculees: Champ[] = []
  for (const champ of Champ.options) {
    const etat = (photo: Photo) => [du(photo, champ), colonnesDe(photo, champ)]
    if (pareil(etat(avant), etat(apres))) continue
    if (pareil(etat(present), etat(apres))) rendues.push(champ)
    else recalculees.push(champ)
  }
  const copiees = recalculees.flatMap(champ =>
    du(apres, champ).filter(
      l => !du(avant, champ).some(a => a.source === l.source) && du(present, champ).some(p => pareil(p, l)),
    ),
  )
  await sql`
    delete from donnee d where d.personne_id = ${personneId} and (d.champ = any(${rendues}) or (d.champ, d.source) in (
      select c.champ, c.source from jsonb_to_recordset(${JSON.stringify(copiees)}::jsonb) as c (champ text, source text)))`.execute(
    ctx.db,
  )
  await sql`
    insert into donnee select * from jsonb_populate_recordset(null::donnee,
      ${JSON.stringify(rendues.flatMap(champ => du(avant, champ)))}::jsonb)`.execute(ctx.db)
  const colonnes = rendues.flatMap(champ => COLONNES[champ] ?? [])
  if (
    pareil(
      COMMUNES.map(c => present.colonnes[c]),
      COMMUNES.map(c => apres.colonnes[c]),
    )
  )
    colonnes.push(...COMMUNES)
  if (colonnes.length) {
    await sql`
      update personne p set ${sql.join(colonnes.map(c => sql`${sql.ref(c)} = a.${sql.ref(c)}`))}
      from jsonb_populate_record(null::personne, ${JSON.stringify(avant.colonnes)}::jsonb) a where p.id = ${personneId}`.execute(
      ctx.db,
    )
  }
  await choisirDeNouveau(
    ctx,
    recalculees.map(champ => ({ personneId, champ })),
  )
}
