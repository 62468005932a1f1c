import type { Hasard } from '../src/demo/generer/hasard.ts'

/** Some sixty thousand surnames made of syllables, a few of them very common. */
const SYLLABES =
  'BA BE BI BO BOU DA DE DI DO FA FE GA GUE JO KA KO LA LE LI LO LU MA ME MI MO NA NE NI NO PA PE PI RA RE RI RO SA SE SO TA TE TI TO VA VE VI ZO'.split(
    ' ',
  )
const FINS = 'ARD AUD EAU EK EL ER ET IER IN IS KO ON OT SKI SON VIC'.split(' ')
const rare = (h: Hasard, liste: readonly string[]) => liste[Math.floor(liste.length * h.reel() ** 1.5)] ?? ''

export const unNom = (h: Hasard): string =>
  `${rare(h, SYLLABES)}${rare(h, SYLLABES)}${h.chance(0.4) ? rare(h, SYLLABES) : ''}${rare(h, FINS)}`

/** One slip of the keyboard: a letter for another, one missing, one doubled, two swapped. */
export function faute(h: Hasard, mot: string): string {
  for (;;) {
    const i = h.entre(1, mot.length - 2)
    const [avant, suite] = [mot.slice(0, i), mot.slice(i + 1)]
    const ecrit = h.choix([
      avant + h.choix([...'ABDEGILMNORSTU']) + suite,
      avant + suite,
      avant + mot[i] + mot[i] + suite,
      `${avant}${mot[i + 1]}${mot[i]}${mot.slice(i + 2)}`,
    ])
    if (ecrit !== mot) return ecrit
  }
}

/** Day and month swapped where they can be, else a day beside. */
export function fauteDeDate(h: Hasard, naissance: string): string {
  const [annee, mois = '', jour = ''] = naissance.split('-')
  if (Number(jour) <= 12 && jour !== mois && h.chance(0.5)) return `${annee}-${jour}-${mois}`
  const autre = Number(jour) % 10 === 9 || Number(jour) >= 28 ? Number(jour) - 1 : Number(jour) + 1
  return `${annee}-${mois}-${String(autre).padStart(2, '0')}`
}

const SIGNES = [...'IıSşLłOøDđCčAăEęTțGğRřNńZżUű'].reduce<[string, string][]>((paires, signe, i, tous) => {
  if (i % 2 === 0) paires.push([signe, tous[i + 1] ?? ''])
  return paires
}, [])

/** A name with one to three letters of another Latin alphabet, and as it is copied without them. */
export function lettresLatines(h: Hasard, nom: string): readonly [string, string] {
  const presents = SIGNES.filter(([de]) => nom.includes(de))
  const choisis = presents.filter(() => h.chance(3 / presents.length))
  return [choisis.reduce((ecrit, [de, a]) => ecrit.replace(de, a), nom), nom]
}

const DEUX = [
  ['Ö', 'OE'],
  ['Ü', 'UE'],
  ['Ä', 'AE'],
  ['Ø', 'OE'],
  ['Æ', 'AE'],
  ['Å', 'AA'],
  ['ß', 'SS'],
] as const

/** A name with a letter of German or of the north, and as passports write it, with two. */
export function deuxLettres(h: Hasard, nom: string): readonly [string, string] {
  const [signe, deux] = h.choix(DEUX)
  const coupe = h.entre(1, 2)
  const [debut, fin] = [nom.slice(0, coupe).replace(/[AEIOU]+$/, ''), nom.slice(coupe).replace(/^[AEIOU]+/, '')]
  const entre = signe === 'ß' ? ['A', ''] : ['', '']
  return [`${debut}${entre[0]}${signe}${fin}`, `${debut}${entre[0]}${deux}${fin}`]
}

/** Cyrillic letters, as passports of Ukraine write them, and as the French press did. */
const CYRILLIQUE: Record<string, readonly [passeport: string, francaise: string]> = {
  А: ['A', 'A'],
  Б: ['B', 'B'],
  В: ['V', 'V'],
  Г: ['H', 'G'],
  Д: ['D', 'D'],
  Е: ['E', 'E'],
  Ж: ['ZH', 'J'],
  З: ['Z', 'Z'],
  І: ['I', 'I'],
  К: ['K', 'K'],
  Л: ['L', 'L'],
  М: ['M', 'M'],
  Н: ['N', 'N'],
  О: ['O', 'O'],
  П: ['P', 'P'],
  Р: ['R', 'R'],
  С: ['S', 'S'],
  Т: ['T', 'T'],
  У: ['U', 'OU'],
  Ф: ['F', 'F'],
  Х: ['KH', 'KH'],
  Ц: ['TS', 'TS'],
  Ч: ['CH', 'TCH'],
  Ш: ['SH', 'CH'],
  Ю: ['IU', 'IOU'],
  Я: ['IA', 'IA'],
}
const VERS = { A: 'АЯ', B: 'Б', C: 'Ц', D: 'Д', E: 'Е', F: 'Ф', G: 'Г', I: 'І', J: 'Ж', K: 'КХ', L: 'Л', M: 'М' }
const VERS_SUITE = { N: 'Н', O: 'О', P: 'П', R: 'Р', S: 'СШ', T: 'ТЧ', U: 'УЮ', V: 'В', Z: 'З' }

/** A name in Cyrillic letters, drawn from one in Latin ones, and as one of the two customs writes it in Latin. */
export function cyrillique(h: Hasard, nom: string, usage: 'passeport' | 'francaise'): readonly [string, string] {
  const vers: Record<string, string> = { ...VERS, ...VERS_SUITE }
  const signes = [...nom].map(lettre => h.choix([...(vers[lettre] ?? 'А')]))
  const latin = signes.map(signe => CYRILLIQUE[signe]?.[usage === 'passeport' ? 0 : 1] ?? '')
  return [signes.join(''), latin.join('')]
}
