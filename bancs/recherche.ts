import pg from 'pg'
import { ouvrirBase } from '../src/base.ts'
import { chercherPersonnes } from '../src/personne/recherche/personnes.ts'
import { poserCle } from '../src/socle/auth/cles.ts'
import { chiffrerNir, empreinteNir } from '../src/socle/auth/nir.ts'
import { contexte } from '../src/socle/contexte.ts'
import type { Base } from '../src/socle/db.ts'
import type { Context } from '../src/socle/use-case.ts'
import { serveurDuBanc } from './import.ts'
import { CLE_DU_BANC } from './passes.ts'
import { MAINTENANT } from './territoire-http.ts'

export type OptionsRecherche = { personnes: number; fois: number; json: boolean }

/** Searches of each kind, and as many reads by key, in turn. */
const TIRAGES = 300
const CLIENTS = 4
const RESULTATS = 10

type Temoin = {
  id: string
  nom: string
  nomNaissance: string
  prenom: string
  dateNaissance: string
  telephone: string | null
  matricule: string
  nir: string | null
}
type Mesure = {
  genre: string
  fois: number
  p50: number
  p95: number
  rapport50: number
  rapport95: number
  premier: number
  trouve: number
}

const auHasard = <T>(liste: readonly T[]): T => liste[Math.floor(Math.random() * liste.length)] as T
const n = (x: number, decimales = 2) => x.toFixed(decimales).replace('.', ',')
const chiffres = (x: number, longueur: number) => String(x).padStart(longueur, '0')

/** What is typed to find somebody; null when they can't be searched that way. */
const GENRES: Record<string, (t: Temoin) => string | null> = {
  'nom entier': t => t.nom,
  'nom et prénom': t => `${t.nom} ${t.prenom}`,
  'prénom et nom': t => `${t.prenom} ${t.nom}`,
  'nom de naissance et prénom': t => `${t.nomNaissance} ${t.prenom}`,
  'trois lettres': t => t.nom.slice(0, 3),
  'nom et deux lettres du prénom': t => `${t.nom} ${t.prenom.slice(0, 2)}`,
  'seconde part d’un nom double': t => (t.nom.includes(' ') ? (t.nom.split(' ')[1] ?? null) : null),
  'une lettre de trop, nom et prénom': t => `${fauter(t.nom)} ${t.prenom}`,
  'deux lettres inversées, nom et prénom': t => `${inverser(t.nom)} ${t.prenom}`,
  'deux mots mal écrits': t => `${fauter(t.nom)} ${inverser(t.prenom)}`,
  'date de naissance et nom': t => `${t.nom} ${t.dateNaissance.split('-').toReversed().join('/')}`,
  téléphone: t => t.telephone,
  matricule: t => t.matricule,
  NIR: t => t.nir,
}
const fauter = (mot: string) => `${mot.slice(0, 3)}${mot[2]}${mot.slice(3)}`
const inverser = (mot: string) => `${mot.slice(0, 2)}${mot[3] ?? ''}${mot[2] ?? ''}${mot.slice(4)}`

/**
 * Searches among `personnes` made-up persons as the search box does, each kind beside reads of one person by primary key on the
 * same pool, in the same run. « premier »: how often the person looked for comes first; « trouvé »: among the ten shown.
 */
export async function mesurerRecherche({ personnes, fois, json }: OptionsRecherche): Promise<void> {
  poserCle(CLE_DU_BANC)
  const serveur = await serveurDuBanc()
  const mesures: Mesure[] = []
  try {
    const url = await serveur.neuve()
    process.stderr.write(`Création de ${personnes} personnes inventées…\n`)
    const temoins = await peupler(url, personnes)
    const base = ouvrirBase(url, CLIENTS)
    try {
      const ctx = unCharge(base)
      for (const genre of Object.keys(GENRES)) await mesurer(ctx, genre, temoins, 40)
      for (let tour = 1; tour <= fois; tour++) {
        for (const genre of Object.keys(GENRES)) {
          const mesure = { ...(await mesurer(ctx, genre, temoins, TIRAGES)), fois: tour }
          mesures.push(mesure)
          if (!json) dire(mesure)
        }
      }
    } finally {
      await base.fermer()
    }
  } finally {
    await serveur.arreter()
  }
  if (json) process.stdout.write(`${JSON.stringify(mesures, null, 2)}\n`)
}

function dire({ genre, p50, p95, rapport50, rapport95, premier, trouve }: Mesure): void {
  console.log(
    `${genre.padEnd(38)} p50 ${n(p50)} ms (${n(rapport50)} fois la lecture par clé), p95 ${n(p95)} ms (${n(rapport95)} fois) ; première ${n(100 * premier, 0)} %, parmi dix ${n(100 * trouve, 0)} %`,
  )
}

function unCharge(base: Base): Context {
  return contexte(base.territoire('59'), base, {
    agent: {
      genre: 'agent',
      id: '00000000-0000-7000-8000-000000000001',
      nom: 'Banc',
      role: 'charge-orientation',
      structureId: null,
      equipeId: null,
      secteur: null,
    },
    territoire: { code: '59', nom: 'Nord', demo: false },
    now: MAINTENANT,
  })
}

async function mesurer(
  ctx: Context,
  genre: string,
  temoins: readonly Temoin[],
  tirages: number,
): Promise<Omit<Mesure, 'fois'>> {
  const recherches: number[] = []
  const lectures: number[] = []
  let premier = 0
  let trouve = 0
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let i = 0; i < tirages / CLIENTS; i++) {
        const { temoin, q } = tirer(temoins, GENRES[genre] as (t: Temoin) => string | null)
        const cle = performance.now()
        await ctx.db.selectFrom('personne').selectAll().where('id', '=', auHasard(temoins).id).execute()
        const debut = performance.now()
        lectures.push(debut - cle)
        const { personnes } = await chercherPersonnes(ctx, {
          q,
          situation: null,
          page: 1,
          parPage: RESULTATS,
          compter: false,
        })
        recherches.push(performance.now() - debut)
        if (personnes[0]?.id === temoin.id) premier++
        if (personnes.some(p => p.id === temoin.id)) trouve++
      }
    }),
  )
  const [p50, p95] = [centile(recherches, 0.5), centile(recherches, 0.95)]
  return {
    genre,
    p50,
    p95,
    rapport50: p50 / centile(lectures, 0.5),
    rapport95: p95 / centile(lectures, 0.95),
    premier: premier / recherches.length,
    trouve: trouve / recherches.length,
  }
}

function tirer(temoins: readonly Temoin[], saisir: (t: Temoin) => string | null): { temoin: Temoin; q: string } {
  for (;;) {
    const temoin = auHasard(temoins)
    const q = saisir(temoin)
    if (q) return { temoin, q }
  }
}

function centile(temps: readonly number[], part: number): number {
  const tries = Float64Array.from(temps).sort()
  return tries[Math.min(tries.length - 1, Math.floor(tries.length * part))] ?? 0
}

/** Some sixty thousand surnames, a few very common, one in eight double; first names fewer and commoner still. */
const SYLLABES =
  'ba be bi bo du da de fi fo ga gue gi jo la le li lo ma me mi mo na ne ni no pa pe pi ra re ri ro sa se ta te ti to va ve vi bour cham del fer gar lam mar ron ver'.split(
    ' ',
  )
const FINS = 'ard aud eau el er et ier in is on ot oux son ult'.split(' ')
const rare = (choix: number) => Math.floor(choix * Math.random() ** 2)
const unNom = () => {
  const [i, j, k] = [rare(SYLLABES.length), rare(SYLLABES.length), rare(FINS.length)]
  return `${SYLLABES[i]}${SYLLABES[j]}${Math.random() < 0.4 ? SYLLABES[rare(SYLLABES.length)] : ''}${FINS[k]}`.toUpperCase()
}
const PRENOMS = Array.from({ length: 1500 }, () =>
  `${auHasard(SYLLABES)}${auHasard(SYLLABES)}${auHasard(['a', 'e', 'ie', 'ine', 'o', 'an', 'el'])}`.toUpperCase(),
)

export async function peupler(url: string, combien: number): Promise<Temoin[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const temoins: Temoin[] = []
  try {
    await client.query('set search_path = t_59, extensions')
    for (let fait = 0; fait < combien; fait += 10_000) {
      const lignes = Array.from({ length: Math.min(10_000, combien - fait) }, (_, i) => unePersonne(fait + i))
      await inserer(client, lignes)
      for (const { id, nom, nomNaissance, prenom, dateNaissance, telephone, matricule, nir } of lignes.filter(
        (_, i) => i % 50 === 7,
      ))
        temoins.push({ id, nom, nomNaissance, prenom, dateNaissance, telephone, matricule, nir })
    }
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
  return temoins
}

function unePersonne(rang: number) {
  const uuid = (genre: string) =>
    `0190${chiffres(rang, 8).slice(0, 4)}-${chiffres(rang, 8).slice(4)}-7000-8000-${genre}${chiffres(rang, 11)}`
  const nomNaissance = Math.random() < 0.125 ? `${unNom()} ${unNom()}` : unNom()
  const femme = Math.random() < 0.5
  // No commune of a département has the number 990.
  const nir =
    rang % 10
      ? `${femme ? 2 : 1}${chiffres(Math.floor(rang / 12_000) % 100, 2)}${chiffres(1 + (rang % 12), 2)}59990${chiffres(Math.floor(rang / 12) % 1000, 3)}`
      : null
  return {
    id: uuid('a'),
    foyer: uuid('b'),
    nomNaissance,
    nom: femme && Math.random() < 0.4 ? unNom() : nomNaissance,
    prenom: PRENOMS[rare(PRENOMS.length)] ?? 'ANNA',
    sexe: femme ? '2' : '1',
    dateNaissance: new Date(Date.UTC(1955, 0, 1 + Math.floor(Math.random() * 18_000))).toISOString().slice(0, 10),
    telephone: rang % 3 ? `06399${chiffres(rang % 100_000, 5)}` : null,
    matricule: chiffres(rang, 7),
    numero: `N${chiffres(rang, 10)}`,
    nir,
    empreinte: nir && empreinteNir('59', nir).toString('hex'),
    chiffre: nir && chiffrerNir('59', nir).toString('hex'),
  }
}

async function inserer(client: pg.Client, lignes: readonly ReturnType<typeof unePersonne>[]): Promise<void> {
  const donnees = JSON.stringify(lignes)
  const lues = `jsonb_to_recordset($1::jsonb) as t (id uuid, foyer uuid, "nomNaissance" text, nom text, prenom text, sexe text, "dateNaissance" date,
    telephone text, matricule text, numero text, empreinte text, chiffre text)`
  await client.query(
    `insert into personne (id, nir_empreinte, nir_chiffre, nom, nom_naissance, prenom, date_naissance, sexe, telephone, identite_source, identite_le)
     select id, decode(empreinte, 'hex'), decode(chiffre, 'hex'), nom, "nomNaissance", prenom, "dateNaissance", sexe, telephone, 'CAF', '2025-02-28' from ${lues}`,
    [donnees],
  )
  await client.query(
    `insert into mot_nom (mot, son, variantes)
     select m.mot, son(m.mot), variantes_mot(m.mot)
     from (select distinct unnest(string_to_array(forme_comparable("nomNaissance" || ' ' || nom || ' ' || prenom), ' ')) as mot from ${lues}) m
     where not exists (select 1 from mot_nom d where d.mot = m.mot) on conflict do nothing`,
    [donnees],
  )
  await client.query(
    `insert into foyer (id, numero_demande_rsa, organisme, numero_organisme, matricule, date_demande, situation_familiale, sans_domicile_fixe, commune, code_insee,
       etat, present, empreinte, source, maj_le)
     select foyer, numero, 'CAF', '591', matricule, '2024-01-01', 'CEL', false, 'TOURCOING', '59599', '2', true, '', 'CAF', '2025-02-28' from ${lues}`,
    [donnees],
  )
  await client.query(
    `insert into membre (personne_id, foyer_id, role, a_charge, debut)
     select t.id, t.foyer, 'DEM', true, '2024-01-01' from ${lues}`,
    [donnees],
  )
}
