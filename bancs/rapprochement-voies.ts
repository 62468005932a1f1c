import { writeFileSync } from 'node:fs'
import { sql } from 'kysely'
import { fichierFlux } from '../src/echanges/cnaf/beneficiaires/essai-flux.ts'
import { importerCnaf } from '../src/echanges/cnaf/beneficiaires/importer-fichier.ts'
import { trierLignes } from '../src/echanges/france-travail/trier-lignes.queries.ts'
import { formeComparable } from '../src/lecture/forme-comparable.ts'
import { rapprocherIdentites } from '../src/personne/doublons/rapprocher-identites.queries.ts'
import { enLignes, reconnaitre } from '../src/personne/doublons/reconnaitre-identites.queries.ts'
import { chiffrerNir, empreinteNir } from '../src/socle/auth/nir.ts'
import { contexte, type Origine, SYSTEME } from '../src/socle/contexte.ts'
import type { Base } from '../src/socle/db.ts'
import type { Connu, Dit } from './rapprochement-paires.ts'
import { MAINTENANT } from './territoire-http.ts'

/** What a path made of each identity, by its rank: the file it was given, or the doubt left for a human. Neither: a new person. */
export type Issues = { joints: Map<number, string>; doutes: Set<number> }
export type Voie = (base: Base, dits: readonly Dit[], dossier: string) => Promise<Issues>

const TERRITOIRE = '59'
const LOT = 2000
const origine: Origine = { agent: SYSTEME, territoire: { code: TERRITOIRE, nom: 'Nord', demo: false }, now: MAINTENANT }
const empreinte = (nir: string | null) => nir && empreinteNir(TERRITOIRE, nir).toString('hex')

async function parLots(dits: readonly Dit[], faire: (lot: readonly Dit[], debut: number) => Promise<void>) {
  for (let debut = 0; debut < dits.length; debut += LOT) await faire(dits.slice(debut, debut + LOT), debut)
}

/** Writes files as an import left them: what is measured is only read against them. */
export const connaitre = (base: Base, connus: readonly Connu[]): Promise<void> =>
  parLots(connus, async lot => {
    const lignes = lot.map(c => ({
      ...c,
      empreinte: empreinte((c as Connu).nir),
      chiffre: c.nir && chiffrerNir(TERRITOIRE, c.nir).toString('hex'),
    }))
    await sql`
      insert into personne (id, nir_empreinte, nir_chiffre, nom, nom_naissance, prenom, date_naissance, sexe, telephone, courriel,
        identite_source, identite_le)
      select id, decode(empreinte, 'hex'), decode(chiffre, 'hex'), nom, "nomNaissance", prenom, "dateNaissance", sexe, telephone, courriel,
        'CAF', '2025-01-31'
      from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb) as t (id uuid, empreinte text, chiffre text, nom text, "nomNaissance" text,
        prenom text, "dateNaissance" date, sexe text, telephone text, courriel text)`.execute(
      base.territoire(TERRITOIRE),
    )
  })

/** The floor: bare joins by the NIR, then by name, first name and birth date, as if each proved somebody. The first decision was this one. */
const plancher: Voie = async (base, dits) => {
  const issues: Issues = { joints: new Map(), doutes: new Set() }
  await parLots(dits, async (lot, debut) => {
    const lignes = lot.map((d, i) => ({
      cle: debut + i,
      nir: empreinte(d.nir),
      identite: `${formeComparable(d.nomNaissance)}|${formeComparable(d.prenom)}`,
      naissance: d.dateNaissance,
    }))
    const { rows } = await sql<{ cle: number; id: string }>`
      select l.cle, coalesce(a.id, b.id) as id
      from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb) as l (cle int, nir text, identite text, naissance date)
        left join personne a on a.nir_empreinte = decode(l.nir, 'hex')
        left join personne b on b.identite = l.identite and b.date_naissance = l.naissance
      where a.id is not null or b.id is not null`.execute(base.territoire(TERRITOIRE))
    for (const { cle, id } of rows) issues.joints.set(cle, id)
  })
  return issues
}

const listes: Voie = async (base, dits) => {
  const lues = dits.map((d, cle) => ({ ...d, cle, matricule: null, numeroDemandeRsa: null, role: null }))
  const verdicts = await rapprocherIdentites(contexte(base.territoire(TERRITOIRE), base, origine), lues)
  const issues: Issues = { joints: new Map(), doutes: new Set() }
  for (const [cle, verdict] of verdicts) {
    if (verdict.genre === 'certain') issues.joints.set(cle, verdict.personneId)
    if (verdict.genre === 'douteux') issues.doutes.add(cle)
  }
  return issues
}

/** What the funds say beside their flows never opens a file: who isn't joined waits. */
const complements: Voie = async (base, dits) => {
  const joints = new Map<number, string>()
  const ctx = contexte(base.territoire(TERRITOIRE), base, origine)
  const rien = {
    identifiantFranceTravail: null,
    organisme: null,
    numeroOrganisme: null,
    matricule: null,
    numeroDemandeRsa: null,
  }
  await parLots(dits, async (lot, debut) => {
    const citees = lot.map((d, i) => ({ ...d, ...rien, cle: String(debut + i), nirEmpreinte: empreinte(d.nir) }))
    for (const [cle, id] of await reconnaitre(ctx, enLignes(citees), 'complement')) joints.set(Number(cle), id)
  })
  return { joints, doutes: new Set() }
}

/** France Travail opens no file either: a doubt is asked. */
const franceTravail: Voie = async (base, dits) => {
  const issues: Issues = { joints: new Map(), doutes: new Set() }
  const ctx = contexte(base.territoire(TERRITOIRE), base, origine)
  await parLots(dits, async (lot, debut) => {
    const nommees = lot.map((d, i) => ({
      rang: debut + i,
      identite: {
        ...d,
        identifiant: null,
        nom: d.nom,
        nomNaissance: d.nomNaissance,
        numeroDemandeRsa: null,
      },
    }))
    const { connues, douteuses } = await trierLignes(ctx, nommees)
    for (const { personneId, dite } of connues) issues.joints.set(dite.rang, personneId)
    for (const { dite } of douteuses) issues.doutes.add(dite.rang)
  })
  return issues
}

const PREMIERE_DEMANDE = 10_000_000_000

/** The whole import of a first monthly flow, each in a household of their own. */
const flux: Voie = async (base, dits, dossier) => {
  const chemin = `${dossier}/flux.xml`
  const foyers = dits.map(({ telephone: _, courriel: __, ...d }, rang) => ({
    numero: String(PREMIERE_DEMANDE + rang),
    matricule: String(rang).padStart(15, '0'),
    personnes: [{ ...d, role: 'DEM' }],
  }))
  writeFileSync(
    chemin,
    fichierFlux({ dateReference: '2025-02-28', dateCreation: '2025-03-03', encodage: 'utf-8', foyers }),
  )
  await importerCnaf(base, { ...origine, now: '2025-03-03T08:00:00Z' }, { chemin, recuLe: '2025-03-03' })
  const { rows } = await sql<{ demande: string; id: string; neuve: boolean; doute: boolean }>`
    with doutes as materialized (select personne_id as id from doublon union select autre_id from doublon)
    select f.numero_demande_rsa as demande, p.id, p.cree_par is not null as neuve, d.id is not null as doute
    from foyer f join membre m on m.foyer_id = f.id join personne p on p.id = m.personne_id left join doutes d on d.id = p.id`.execute(
    base.territoire(TERRITOIRE),
  )
  const issues: Issues = { joints: new Map(), doutes: new Set() }
  const vues = new Set<string>()
  for (const { demande, id, neuve, doute } of rows) {
    const rang = Number(demande) - PREMIERE_DEMANDE
    // A new person in two households: two were joined, to whom nobody is.
    if (!neuve || vues.has(id)) issues.joints.set(rang, id)
    else if (doute) issues.doutes.add(rang)
    vues.add(id)
  }
  return issues
}

/** In this order: the flow writes, and comes last. */
export const VOIES: Record<string, Voie> = {
  'plancher (jointure nue)': plancher,
  listes,
  'compléments de la caisse': complements,
  'France Travail': franceTravail,
  'flux bénéficiaires': flux,
}
