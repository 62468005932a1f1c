import { sql } from 'kysely'
import { garderParcoursCaf, garderSocioPro } from '../../../diagnostic/socio-pro.queries.ts'
import { direSocioPro, type ReponsesSocioPro } from '../../../diagnostic/socio-pro.ts'
import type { DemandeApplication } from '../../../import/adaptateur.ts'
import { direDonnees } from '../../../personne/donnees/donnee.queries.ts'
import type { Dite } from '../../../personne/donnees/donnee.ts'
import { personnesDe, reconnaitre } from '../../../personne/doublons/reconnaitre-identites.queries.ts'
import type { Context } from '../../../socle/use-case.ts'
import { uuidv7 } from '../../../socle/uuid.ts'
import type { ContenuInstruction } from './lire-demande.ts'

/** What an instruction says of a known person. `import`: the file; `rattacheePar`: the later import that made her known. */
export type Retenue = {
  personneId: string
  organisme: string | null
  le: string
  contenu: ContenuInstruction
  import: number
  rattacheePar: number | null
}
export type BilanRetenues = { contacts: number; conflits: number; socioPro: number; parcours: number }

/** Claims that no beneficiaries flow has followed for so long were refused or withdrawn: what they say isn't kept (domaine.md §8). */
const ATTENTE_MOIS = 12

/** What a person declared, as data of their file that other sources may say too. */
function ditesDe({ contenu, personneId }: Retenue): Dite[] {
  const { contacts, socioPro } = contenu
  const source = 'instruction' as const
  const dites: Dite[] = []
  if (socioPro) {
    const mots = (cle: keyof ReponsesSocioPro) => {
      const dit = socioPro.reponses[cle]
      return dit === undefined ? null : (direSocioPro({ [cle]: dit })[0]?.valeur ?? null)
    }
    const champs = [
      ['niveau-formation', mots('niveauEtudes')],
      ['diplome', mots('diplome')],
      ['metier-recherche', mots('emploiRecherche')],
      ['moyen-transport', mots('moyenDeTransport')],
      ['permis-conduire', socioPro.reponses.permisB === true ? 'permis B' : null],
      ['logement', mots('logement')],
    ] as const
    for (const [champ, valeur] of champs)
      if (valeur !== null) dites.push({ personneId, champ, source, valeur, le: socioPro.le })
  }
  return dites.concat(
    (['telephone', 'courriel'] as const).flatMap(champ => {
      const moyen = contacts[champ]
      return moyen ? [{ personneId, champ, source, valeur: moyen.valeur, accord: moyen.accord, le: '' }] : []
    }),
  )
}

/** Writes what instructions say of known persons, by sets, after photographing them. */
export async function retenir(
  ctx: Context,
  retenues: readonly Retenue[],
  photographier: DemandeApplication['photographier'],
): Promise<BilanRetenues> {
  const bilan = { contacts: 0, conflits: 0, socioPro: 0, parcours: 0 }
  if (!retenues.length) return bilan
  await photographier(personnesDe(retenues.map(r => r.personneId)))
  const dit = (r: Retenue) => ({
    personneId: r.personneId,
    source: r.organisme ?? 'CNAF',
    import: r.import,
    rattacheePar: r.rattacheePar,
  })
  const dites = retenues.flatMap(r => ditesDe(r).map(d => ({ ...d, le: d.le || r.le })))
  const contacts = dites.filter(d => d.champ === 'telephone' || d.champ === 'courriel')
  bilan.contacts = contacts.length
  bilan.conflits = (await direDonnees(ctx, dites)).conflits
  bilan.socioPro = await garderSocioPro(
    ctx,
    retenues.flatMap(r => {
      const { socioPro } = r.contenu
      return socioPro ? [{ ...dit(r), le: socioPro.le, contenu: socioPro.reponses }] : []
    }),
  )
  bilan.parcours = await garderParcoursCaf(
    ctx,
    retenues.flatMap(r => {
      const { parcours } = r.contenu
      return parcours ? [{ ...dit(r), le: parcours.le, contenu: parcours.contenu }] : []
    }),
  )
  return bilan
}

/** A person of a claim that nothing is known of yet: `nirEmpreinte` in hexadecimal. */
export type EnAttente = {
  organisme: string | null
  numeroOrganisme: string | null
  numeroDemandeRsa: string | null
  matricule: string | null
  role: string | null
  nirEmpreinte: string | null
  nomNaissance: string
  prenom: string
  dateNaissance: string
  le: string
  contenu: ContenuInstruction
}

/**
 * Keeps instructions until a beneficiaries flow announces their persons; the same one again isn't kept twice. Returns how many are
 * new.
 */
export async function mettreEnAttente(ctx: Context, attente: readonly EnAttente[], numero: number): Promise<number> {
  if (!attente.length) return 0
  const resultat = await sql`
    insert into instruction (id, import, organisme, numero_organisme, numero_demande_rsa, matricule, role, nir_empreinte,
      nom_naissance, prenom,
      date_naissance, le, contenu)
    select n.id, ${numero}::int, n.organisme, n."numeroOrganisme", n."numeroDemandeRsa", n.matricule, n.role,
      decode(n."nirEmpreinte", 'hex'),
      n."nomNaissance", n.prenom, n."dateNaissance", n.le, n.contenu
    from jsonb_to_recordset(${JSON.stringify(attente.map(a => ({ ...a, id: uuidv7() })))}::jsonb) as n (id uuid, organisme text,
      "numeroOrganisme" text, "numeroDemandeRsa" text, matricule text, role text, "nirEmpreinte" text, "nomNaissance" text, prenom text,
      "dateNaissance" date, le date, contenu jsonb)
    where not exists (select 1 from instruction i where i.personne_id is null and i.le = n.le and i.date_naissance = n."dateNaissance"
      and i.numero_demande_rsa is not distinct from n."numeroDemandeRsa" and i.nom_naissance = n."nomNaissance" and i.prenom = n.prenom
      and i.contenu = n.contenu)`.execute(ctx.db)
  return Number(resultat.numAffectedRows ?? 0)
}

/** Waiting rows read at once: their content is larger than their key. */
const LOT = 1000

/**
 * Gives waiting instructions to the persons known by now: to be called at the end of each beneficiaries import, in its transaction,
 * with its `photographier` and its number in `ctx.import`. Those that waited for more than a year are forgotten.
 */
export async function rattacherInstructions(
  ctx: Context,
  photographier: DemandeApplication['photographier'] = async () => {},
): Promise<{ rattachees: number; oubliees: number }> {
  const oubliees = await sql`delete from instruction
    where personne_id is null and le < ${ctx.today}::date - make_interval(months => ${ATTENTE_MOIS})`.execute(ctx.db)
  const trouvees = [
    ...(await reconnaitre(
      ctx,
      sql`select id::text as cle, nir_empreinte, null::text as identifiant_france_travail,
        forme_comparable(nom_naissance) || '|' || forme_comparable(prenom) as identite,
        forme_comparable(nom_naissance) || '|' || forme_comparable(prenom) as identite_usage,
        date_naissance, organisme, numero_organisme, matricule, numero_demande_rsa
        from instruction where personne_id is null`,
    )),
  ].map(([id, personneId]) => ({ id, personneId }))
  const numero = ctx.import ?? 0
  for (let debut = 0; debut < trouvees.length; debut += LOT) {
    const { rows } = await sql<Omit<Retenue, 'rattacheePar'>>`
      update instruction i set personne_id = n."personneId", rattachee_par = ${numero}
      from jsonb_to_recordset(${JSON.stringify(trouvees.slice(debut, debut + LOT))}::jsonb) as n (id uuid, "personneId" uuid)
      where i.id = n.id returning i.personne_id, i.organisme, i.le, i.contenu, i.import`.execute(ctx.db)
    await retenir(
      ctx,
      rows.map(r => ({ ...r, rattacheePar: numero })),
      photographier,
    )
  }
  return { rattachees: trouvees.length, oubliees: Number(oubliees.numAffectedRows ?? 0) }
}
