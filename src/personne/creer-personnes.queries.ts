import { sql } from 'kysely'
import { chiffrerNir, empreinteNir } from '../socle/auth/nir.ts'
import { enregistrerTous } from '../socle/evenement.ts'
import type { Context } from '../socle/use-case.ts'
import type { SourceDonnee } from './donnees/donnee.ts'
import { MEME_NIR, NIR_SEUL } from './doublons/ressemblance.ts'
import { noterPaires } from './doublons/signaler-doublons.queries.ts'
import { nirDeLAnnee, nirDit, sexeDuNir } from './nir.ts'
import { recitDossierOuvert } from './personne.recits.ts'
import { apprendreMots } from './recherche/mots.queries.ts'

/**
 * A person no flow has brought. `id`: UUID v7 made by the caller; `nir`: 13 characters; `sexe`: '1' man, '2' woman, '0' not said: that
 * of the NIR, where it is theirs and says their birth;
 * days YYYY-MM-DD.
 */
export type NouvellePersonne = {
  id: string
  nir: string | null
  nom: string
  /** Null: the same as `nom`. */
  nomNaissance: string | null
  prenom: string
  dateNaissance: string
  /** J: its day isn't known, O: nor its month. */
  precisionNaissance?: 'J' | 'O' | null
  sexe: '0' | '1' | '2'
  identifiantFranceTravail?: string | null
  source: SourceDonnee
  /** Day the source said it. */
  le: string
}

const LOT = 5000

/**
 * Opens the files of persons that no file was found for (`rapprocherIdentites`), and says so in their timelines. Their contacts
 * and the rest go through `direDonnees`. Sent twice, nothing more happens. A NIR another file holds already is not taken from it:
 * the new file has none, of two that bring the same one the first has it, and the pair is to be decided. One that says another year of
 * birth is nobody's. Returns how many files were
 * opened.
 */
export async function creerPersonnes(ctx: Context, personnes: readonly NouvellePersonne[]): Promise<number> {
  let creees = 0
  for (let debut = 0; debut < personnes.length; debut += LOT) {
    const lignes = personnes.slice(debut, debut + LOT).map(({ nir, ...p }, rang) => ({
      ...p,
      rang,
      // Nothing is read in a number that isn't borne, or that says another birth.
      sexe_du_nir: p.sexe === '0' && nir && nirDit(nir, p.dateNaissance) ? sexeDuNir(nir) : p.sexe,
      // A column that moved: borne, it would have theirs refused to whoever it is of.
      sien: nir !== null && nirDeLAnnee(nir, p.dateNaissance),
      empreinte: nir && empreinteNir(ctx.territoire.code, nir).toString('hex'),
      chiffre: nir && chiffrerNir(ctx.territoire.code, nir).toString('hex'),
    }))
    const { rows } = await sql<{ id: string }>`
      insert into personne (id, nir_empreinte, nir_chiffre, nom, nom_naissance, prenom, date_naissance, precision_naissance, sexe,
        identifiant_france_travail,
        identite_source, identite_le, cree_par)
      select n.id, case when libre then decode(n.empreinte, 'hex') end, case when libre then decode(n.chiffre, 'hex') end,
        n.nom, coalesce(n."nomNaissance", n.nom), n.prenom, n."dateNaissance", n."precisionNaissance",
          case when libre then n.sexe_du_nir else n.sexe end, n."identifiantFranceTravail", n.source, n.le, ${ctx.import}::int
      from (
        select n.*, n.sien and row_number() over (partition by n.empreinte order by not n.sien, n.rang) = 1
          and not exists (select 1 from personne p where p.nir_empreinte = decode(n.empreinte, 'hex')) as libre
        from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb) as n (rang int, id uuid, sien boolean, empreinte text, chiffre text,
          nom text,
          "nomNaissance" text,
          prenom text, "dateNaissance" date, "precisionNaissance" text, sexe text, sexe_du_nir text, "identifiantFranceTravail" text,
          source text, le date)
      ) n
      on conflict (id) do nothing returning id`.execute(ctx.db)
    creees += rows.length
    const ids = rows.map(r => r.id)
    await signalerNirsPris(
      ctx,
      lignes.filter(l => l.empreinte && ids.includes(l.id)),
    )
    await apprendreMots(ctx, sql`select recherche from personne where id = any(${ids}::uuid[])`)
    await enregistrerTous(
      ctx,
      recitDossierOuvert,
      {
        de: sql`personne p where p.id = any(${ids}::uuid[])`,
        id: sql`p.id`,
        apres: { source: sql`p.identite_source` },
      },
      ctx.now,
    )
  }
  return creees
}

/** Who came with the number of somebody else, and is another person: a human looks whose it is (rule E5). */
async function signalerNirsPris(ctx: Context, venues: readonly { id: string; empreinte: string | null; le: string }[]) {
  const { rows } = await sql<{ personneId: string; autreId: string }>`
    select v.id as personne_id, coalesce(p.fusionnee_dans, p.id) as autre_id
    from unnest(${venues.map(v => v.id)}::uuid[], ${venues.map(v => v.empreinte)}::text[]) as v (id, empreinte)
      join personne p on p.nir_empreinte = decode(v.empreinte, 'hex') and p.id <> v.id`.execute(ctx.db)
  const paires = rows.map(paire => ({ ...paire, score: NIR_SEUL, raisons: [MEME_NIR] }))
  await noterPaires(ctx, paires, ctx.today)
}
