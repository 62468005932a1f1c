import { type Hasard, hasard } from '../src/demo/generer/hasard.ts'
import { PRENOMS } from '../src/demo/generer/noms.ts'
import { uuidv7 } from '../src/socle/uuid.ts'
import { cyrillique, deuxLettres, faute, fauteDeDate, lettresLatines, unNom } from './rapprochement-noms.ts'

/** Somebody as a file or a list says them; `nir`: 13 characters, of the commune 999, which doesn't exist. */
export type Dit = {
  nom: string
  nomNaissance: string
  prenom: string
  dateNaissance: string
  sexe: '1' | '2'
  nir: string | null
  telephone: string | null
  courriel: string | null
}
export type Connu = Dit & { id: string }
/** What is said of somebody, and whose file it is in truth; null: nobody's. */
export type Paire = { genre: string; verite: string | null; dit: Dit }
export type Monde = { connus: Connu[]; paires: Paire[] }

type Tirage = { h: Hasard; ordres: Map<string, number>; cles: Set<string> }
/** Adds known files, and says who comes. `certain`: has a NIR. */
type Outils = {
  h: Hasard
  connaitre: (avecNir: boolean, suite?: Partial<Dit>) => Connu
  inconnu: (avecNir: boolean, suite?: Partial<Dit>) => Dit
  nir: (sexe: '1' | '2', naissance: string) => string
  autrePrenom: (de: Dit) => string
}
type Venue = [verite: string | null, dit: Dit]

/** The same person: the file says it all, or some of it, or says it otherwise. */
const MEMES: Record<string, (o: Outils) => Venue[]> = {
  'tout pareil, même NIR': o => (p => [[p.id, dits(p)]])(o.connaitre(true)),
  'tout pareil, sans NIR': o => (p => [[p.id, dits(p, { nir: null })]])(o.connaitre(o.h.chance(0.7))),
  'nom de mariage, même NIR': o =>
    (p => [[p.id, dits(p, { nom: unNom(o.h), nomNaissance: unNom(o.h) })]])(o.connaitre(true)),
  'coquille au nom, même NIR': o => (p => [[p.id, nomme(p, faute(o.h, p.nom))]])(o.connaitre(true)),
  'coquille au prénom, même NIR': o => (p => [[p.id, dits(p, { prenom: faute(o.h, p.prenom) })]])(o.connaitre(true)),
  'coquille à la naissance, même NIR': o =>
    (p => [[p.id, dits(p, { dateNaissance: fauteDeDate(o.h, p.dateNaissance) })]])(o.connaitre(true)),
  'coquille au nom, sans NIR': o => (p => [[p.id, { ...nomme(p, faute(o.h, p.nom)), nir: null }]])(o.connaitre(true)),
  'coquille au prénom, sans NIR': o =>
    (p => [[p.id, dits(p, { prenom: faute(o.h, p.prenom), nir: null })]])(o.connaitre(true)),
  'coquille à la naissance, sans NIR': o =>
    (p => [[p.id, dits(p, { dateNaissance: fauteDeDate(o.h, p.dateNaissance), nir: null })]])(o.connaitre(true)),
  'lettres latines à signe (ł, ş, ø), sans NIR': o => ecrit(o, lettresLatines),
  'lettres écrites à deux (ö, oe), sans NIR': o => ecrit(o, deuxLettres),
  'cyrillique, écriture des passeports, sans NIR': o => ecrit(o, (h, nom) => cyrillique(h, nom, 'passeport')),
  'cyrillique, écriture française, sans NIR': o => ecrit(o, (h, nom) => cyrillique(h, nom, 'francaise')),
  'NIR échangés': o => {
    const [a, b] = [o.connaitre(true), o.connaitre(true)]
    return [
      [a.id, dits(a, { nir: b.nir })],
      [b.id, dits(b, { nir: a.nir })],
    ]
  },
}
/** Somebody else, whom something makes resemble a file. */
const AUTRES: Record<string, (o: Outils) => Venue[]> = {
  'jumeau, son NIR': o =>
    (p => [[null, dits(p, { prenom: o.autrePrenom(p), nir: o.nir(p.sexe, p.dateNaissance) })]])(o.connaitre(true)),
  'jumeau, sans NIR': o =>
    (p => [[null, dits(p, { prenom: o.autrePrenom(p), nir: null })]])(o.connaitre(o.h.chance(0.5))),
  'jumeau, le NIR de l’autre': o => (p => [[null, dits(p, { prenom: o.autrePrenom(p) })]])(o.connaitre(true)),
  'jumeau au prénom voisin, le NIR de l’autre': o => {
    const [prenom, autre] = o.h.choix(VOISINS)
    const p = o.connaitre(true, { prenom })
    return [[null, dits(p, { prenom: autre })]]
  },
  'conjoint, même contact, sans NIR': o => conjoint(o, () => null),
  'conjoint, le NIR de l’autre': o => conjoint(o, p => p.nir),
  'homonyme, un autre NIR': o =>
    (p => [[null, dits(p, { nir: o.nir(p.sexe, p.dateNaissance), telephone: null, courriel: null })]])(
      o.connaitre(true),
    ),
  'parent du même nom et prénom': o =>
    (p => [[null, o.inconnu(false, { nom: p.nom, nomNaissance: p.nom, prenom: p.prenom, sexe: p.sexe })]])(
      o.connaitre(o.h.chance(0.5)),
    ),
  'tout autre, le NIR d’un dossier': o => (p => [[null, o.inconnu(false, { nir: p.nir })]])(o.connaitre(true)),
  'cyrillique, né le même jour': o => {
    const [a, b] = [unNom(o.h), unNom(o.h)]
    const p = o.connaitre(false, {
      nom: cyrillique(o.h, a, 'passeport')[0],
      nomNaissance: cyrillique(o.h, a, 'passeport')[0],
    })
    return [
      [
        null,
        o.inconnu(false, {
          ...p,
          nom: cyrillique(o.h, b, 'passeport')[0],
          nomNaissance: cyrillique(o.h, b, 'passeport')[0],
          prenom: o.autrePrenom(p),
        }),
      ],
    ]
  },
  'inconnu, un NIR': o => [[null, o.inconnu(true)]],
}

/** First names that brothers and sisters of one day have. */
const VOISINS =
  'KARIM KARIMA;SAMIR SAMIRA;MICHEL MICHELLE;JULIEN JULIE;STEPHANE STEPHANIE;FREDERIC FREDERIQUE;LEANE LEANA;LOU ANNA ANNA'
    .split(';')
    .map(deux => [deux.slice(0, deux.lastIndexOf(' ')), deux.slice(deux.lastIndexOf(' ') + 1)] as const)

const dits = ({ id: _, ...dit }: Connu, suite: Partial<Dit> = {}): Dit => ({ ...dit, ...suite })
const nomme = (p: Connu, nom: string) => dits(p, { nom, nomNaissance: nom })

/** The file holds the name with its letters, what comes has it in plain ones; or the reverse, one time in two. */
function ecrit(o: Outils, ecrire: (h: Hasard, nom: string) => readonly [string, string]): Venue[] {
  const [signes, simple] = ecrire(o.h, unNom(o.h))
  const envers = o.h.chance(0.5)
  const p = o.connaitre(
    o.h.chance(0.7),
    envers ? { nom: simple, nomNaissance: simple } : { nom: signes, nomNaissance: signes },
  )
  return [[p.id, { ...nomme(p, envers ? signes : simple), nir: null }]]
}

function conjoint(o: Outils, nir: (p: Connu) => string | null): Venue[] {
  const p = o.connaitre(true)
  const sexe = p.sexe === '1' ? '2' : '1'
  const { nom, nomNaissance, telephone, courriel } = p
  return [[null, o.inconnu(false, { nom, nomNaissance, telephone, courriel, sexe, nir: nir(p) })]]
}

/**
 * `combien` pairs of known truth, as many of each kind, and the files they meet. Whoever is nobody's shares with no file the same name,
 * first name and birth date, homonyms with another NIR apart: nothing, for a human either, would tell them from that file.
 */
export function unMonde(graine: number, combien: number): Monde {
  const t: Tirage = { h: hasard(graine, 9), ordres: new Map(), cles: new Set() }
  const connus: Connu[] = []
  const paires: Paire[] = []
  const genres = Object.entries({ ...MEMES, ...AUTRES })
  const outils: Outils = {
    h: t.h,
    connaitre: (avecNir, suite = {}) => {
      const connu = { ...personne(t, avecNir, suite), id: uuidv7() }
      connus.push(connu)
      return connu
    },
    inconnu: (avecNir, suite = {}) => personne(t, avecNir, suite),
    nir: (sexe, naissance) => unNir(t, sexe, naissance),
    autrePrenom: ({ sexe, prenom }) => {
      for (;;) {
        const autre = t.h.choix(PRENOMS[t.h.chance(0.5) ? 1 : 2])
        if (autre !== prenom) return t.h.chance(0.05) ? `${autre} ${t.h.choix(PRENOMS[sexe === '1' ? 1 : 2])}` : autre
      }
    },
  }
  for (let rang = 0; paires.length < combien; rang++) {
    const [genre = '', venir] = genres[rang % genres.length] ?? []
    for (const [verite, dit] of venir?.(outils) ?? []) paires.push({ genre, verite, dit })
  }
  return { connus, paires }
}

/** Persons like those of `unMonde`, that nothing makes resemble another. */
export function desPersonnes(graine: number, combien: number): Connu[] {
  const t: Tirage = { h: hasard(graine, 10), ordres: new Map(), cles: new Set() }
  return Array.from({ length: combien }, () => ({ ...personne(t, t.h.chance(0.7), {}), id: uuidv7() }))
}

function personne(t: Tirage, avecNir: boolean, suite: Partial<Dit>): Dit {
  for (;;) {
    const sexe = suite.sexe ?? (t.h.chance(0.5) ? '1' : '2')
    const dateNaissance =
      suite.dateNaissance ?? new Date(Date.UTC(1950, 0, 2 + t.h.entre(0, 20_000))).toISOString().slice(0, 10)
    const nom = unNom(t.h)
    const prenom = t.h.choix(PRENOMS[sexe === '1' ? 1 : 2])
    const telephone = t.h.chance(0.5) ? `06399${String(t.h.entre(0, 99_999)).padStart(5, '0')}` : null
    const dit: Dit = {
      nom,
      nomNaissance: nom,
      prenom,
      dateNaissance,
      sexe,
      nir: null,
      telephone,
      courriel: null,
      ...suite,
    }
    const cle = `${dit.nomNaissance}|${dit.prenom}|${dateNaissance}`
    if (t.cles.has(cle)) continue
    t.cles.add(cle)
    return avecNir && suite.nir === undefined ? { ...dit, nir: unNir(t, sexe, dateNaissance) } : dit
  }
}

/** Places of birth, and 999 for commune: nobody's. */
const LIEUX = ['59', '62', '02', '80', '75', '93', '99']

function unNir(t: Tirage, sexe: string, naissance: string): string {
  const debut = `${sexe}${naissance.slice(2, 4)}${naissance.slice(5, 7)}`
  const ordre = t.ordres.get(debut) ?? 0
  t.ordres.set(debut, ordre + 1)
  return `${debut}${LIEUX[ordre % LIEUX.length]}999${String(1 + Math.floor(ordre / LIEUX.length)).padStart(3, '0')}`
}
