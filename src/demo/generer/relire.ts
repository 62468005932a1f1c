import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'

/** What the tests read back from a written file. Only for files of this generator: the schema's validity is proven by xmllint. */
export type FoyerRelu = { demande: string; texte: string; evenements: string[]; adultes: AdulteRelu[] }
export type AdulteRelu = { role: string; texte: string; sdd: string | null; entrant: string | null; revenu: number }

export const valeur = (texte: string, nom: string): string | null =>
  texte.match(new RegExp(`<${nom}>([^<]*)</${nom}>`))?.[1] ?? null

export const texteDuFlux = (fichier: string): string => iconv.decode(readFileSync(fichier), 'win1252')

export function foyersDuFlux(fichier: string): Map<string, FoyerRelu> {
  const blocs = texteDuFlux(fichier).match(/<InfosFoyerRSA>[\s\S]*?<\/InfosFoyerRSA>/g) ?? []
  return new Map(blocs.map(bloc => [valeur(bloc, 'NUMDEMRSA')!, relire(bloc)]))
}

function relire(bloc: string): FoyerRelu {
  const personnes = bloc.match(/<Personne>[\s\S]*?<\/Personne>/g) ?? []
  return {
    demande: valeur(bloc, 'NUMDEMRSA')!,
    texte: bloc.replace(/<Evenement>.*<\/Evenement>\n/g, ''),
    evenements: bloc.match(/<FG>\w+/g)?.map(fg => fg.slice(4)) ?? [],
    adultes: personnes.map(adulte).filter(a => a.role === 'DEM' || a.role === 'CJT'),
  }
}

function adulte(texte: string): AdulteRelu {
  const salaires = [...texte.matchAll(/<NATRESS>001<\/NATRESS><MTNATRESSMEN>([\d.]+)/g)].map(m => Number(m[1]))
  return {
    role: valeur(texte, 'ROLEPERS')!,
    texte,
    sdd: valeur(texte, 'TOPPERSDRODEVORSA'),
    entrant: valeur(texte, 'TOPPERSENTDRODEVORSA'),
    revenu: salaires.reduce((somme, s) => somme + s, 0) / 3,
  }
}
