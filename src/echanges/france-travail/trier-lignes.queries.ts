import { sql } from 'kysely'
import { porteursDuNumero } from '../../personne/doublons/preuves.queries.ts'
import { rapprocherIdentites } from '../../personne/doublons/rapprocher-identites.queries.ts'
import { enLignes, type IdentiteCitee, reconnaitre } from '../../personne/doublons/reconnaitre-identites.queries.ts'
import { empreinteIdentite, empreinteNir } from '../../socle/auth/nir.ts'
import type { Context } from '../../socle/use-case.ts'

/** Whom a line of a file of France Travail names. `nir`: 13 characters; dates YYYY-MM-DD; '' or null: not said. */
export type Nommee = {
  nir: string | null
  identifiant: string | null
  nom: string
  nomNaissance: string
  prenom: string
  dateNaissance: string | null
  numeroDemandeRsa: string | null
}
export type Candidat = { personneId: string; raisons: string[] }
export type Connue<T> = { personneId: string; dite: T }
export type Douteuse<T> = { dite: T; candidats: Candidat[] }
type Triees<T> = { connues: Connue<T>[]; douteuses: Douteuse<T>[]; inconnues: number }

const MEME_IDENTIFIANT = 'même identifiant France Travail'

const citee = (ctx: Context, n: Nommee, rang: number): IdentiteCitee => ({
  ...{ cle: String(rang), nom: n.nom, nomNaissance: n.nomNaissance, prenom: n.prenom, dateNaissance: n.dateNaissance },
  ...{ organisme: null, numeroOrganisme: null, matricule: null, numeroDemandeRsa: n.numeroDemandeRsa },
  nirEmpreinte: n.nir && empreinteNir(ctx.territoire.code, n.nir).toString('hex'),
  identifiantFranceTravail: n.identifiant,
})

/**
 * The file of each person whom France Travail names (rule E5), those whose file a human has to tell, with the files that they may be,
 * and how many nobody knows. Writes nothing.
 */
export async function trierLignes<T extends { identite: Nommee }>(
  ctx: Context,
  dites: readonly T[],
): Promise<Triees<T>> {
  const surs = await reconnaitre(ctx, enLignes(dites.map((d, rang) => citee(ctx, d.identite, rang))), 'france-travail')
  const contestes = await numerosContestes(
    ctx,
    dites.flatMap(({ identite: i }) => (seulUnNumero(i) ? [empreinteNumero(ctx, i)] : [])),
  )
  const connues: Connue<T>[] = []
  const restes: { dite: T; rang: number }[] = []
  for (const [rang, dite] of dites.entries()) {
    const personneId = surs.get(String(rang))
    const conteste = seulUnNumero(dite.identite) && contestes.has(empreinteNumero(ctx, dite.identite))
    if (personneId && !conteste) connues.push({ personneId, dite })
    else restes.push({ dite, rang })
  }
  const ressemblances = await candidats(ctx, restes)
  const douteuses = restes.flatMap(({ dite, rang }) => {
    const siens = ressemblances.get(rang)
    return siens ? [{ dite, candidats: siens }] : []
  })
  return { connues, douteuses, inconnues: restes.length - douteuses.length }
}

const seulUnNumero = (i: Nommee): boolean => i.identifiant !== null && !i.nir && !i.prenom && !i.nom && !i.nomNaissance

/** Of these numbers, those that a line gives to somebody whom their bearer isn't: it waits, or was set aside. */
async function numerosContestes(ctx: Context, empreintes: readonly string[]): Promise<Set<string>> {
  if (empreintes.length === 0) return new Set()
  const { rows } = await sql<{ hex: string }>`
    select distinct e.hex from unnest(${[...new Set(empreintes)]}::text[]) as e (hex)
      join import_doute d on d.numero_empreinte = decode(e.hex, 'hex') and (d.decision is null or d.decision = 'cote')
      join import i on i.id = d.import_id and i.statut = 'applique'`.execute(ctx.db)
  return new Set(rows.map(r => r.hex))
}

/** The files that each of these may be, best first: those that resemble, then those that bear the number. */
async function candidats(
  ctx: Context,
  restes: readonly { dite: { identite: Nommee }; rang: number }[],
): Promise<Map<number, Candidat[]>> {
  const trouves = new Map<number, Candidat[]>()
  if (restes.length === 0) return trouves
  const nommes = restes.filter(({ dite: { identite: i } }) => i.nir || (i.prenom && (i.nom || i.nomNaissance)))
  const verdicts = await rapprocherIdentites(
    ctx,
    nommes.map(({ dite: { identite: i }, rang }) => ({
      ...{ cle: rang, nir: i.nir, nom: i.nom || null, nomNaissance: i.nomNaissance || null, prenom: i.prenom || null },
      ...{ dateNaissance: i.dateNaissance, matricule: null, numeroDemandeRsa: i.numeroDemandeRsa },
      ...{ role: null, telephone: null, courriel: null },
    })),
  )
  for (const [rang, verdict] of verdicts) {
    if (verdict.genre === 'douteux')
      trouves.set(
        rang,
        verdict.candidats.map(({ personneId, raisons }) => ({ personneId, raisons })),
      )
    if (verdict.genre === 'certain') trouves.set(rang, [{ personneId: verdict.personneId, raisons: [] }])
  }
  const { rows } = await sql<{ cle: string; personneId: string }>`
    with lu as materialized (${enLignes(restes.map(({ dite, rang }) => citee(ctx, dite.identite, rang)))})
    select n.cle, n.personne_id from ${porteursDuNumero(sql`lu`)} n order by n.cle, n.personne_id`.execute(ctx.db)
  for (const { cle, personneId } of rows) {
    const rang = Number(cle)
    const siens = trouves.get(rang) ?? []
    const deja = siens.find(c => c.personneId === personneId)
    if (deja) deja.raisons.unshift(MEME_IDENTIFIANT)
    else siens.push({ personneId, raisons: [MEME_IDENTIFIANT] })
    trouves.set(rang, siens)
  }
  return trouves
}

/** The same person named in the same words, whatever the file. */
export const empreinteDe = (ctx: Context, { identite: i }: { identite: Nommee }): Buffer =>
  empreinteIdentite(ctx.territoire.code, [i.nir, i.identifiant, i.nom, i.nomNaissance, i.prenom, i.dateNaissance])

/** The number that a line gives, however it is written; in hexadecimal. */
export const empreinteNumero = (ctx: Context, { identifiant }: Nommee): string =>
  empreinteIdentite(ctx.territoire.code, [(identifiant ?? '').toUpperCase()]).toString('hex')
