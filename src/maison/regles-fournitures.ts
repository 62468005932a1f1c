/** A library as package-lock.json has it. */
export type Paquet = {
  version?: string
  resolved?: string
  integrity?: string
  license?: string
  deprecated?: string
  hasInstallScript?: boolean
  optional?: boolean
  optionalDependencies?: Record<string, string>
  link?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
}
export type Paquets = Record<string, Paquet>

/** Those under which a library may be used here: all let it be given away with the software, changed or not. */
const LICENCES = new Set(
  [
    'MIT MIT-0 ISC 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 BlueOak-1.0.0 Zlib CC0-1.0 Unlicense Python-2.0 OFL-1.1',
    // Used as they are, beside the software, never changed: the engine of images, tools of the house.
    'LGPL-3.0-or-later MPL-2.0',
  ].flatMap(ligne => ligne.split(' ')),
)

/** Abandoned by their authors, and kept: the reason, by name. None. */
const ABANDONNES: Record<string, string> = {}

/**
 * What npm's registry didn't hold when the file was written, on other machines than those that serve (outils/completer-lock.mjs): taken
 * there by their exact version, without a fingerprint.
 */
const SANS_EMPREINTE = ['@biomejs/cli-', '@oxc-parser/binding-', '@myriaddreamin/typst-ts-node-compiler-']

const nomDe = (chemin: string) => chemin.slice(chemin.lastIndexOf('node_modules/') + 'node_modules/'.length)
/** Is it for machines that serve: Linux on x64 with glibc? */
const sertIci = ({ os, cpu, libc }: Paquet) =>
  (os ?? ['linux']).includes('linux') && (cpu ?? ['x64']).includes('x64') && (libc ?? ['glibc']).includes('glibc')

/** What is wrong with the libraries. `scripts`: those that may run a program when they are installed (package.json, allowScripts). */
export function fautesDeFournitures(paquets: Paquets, scripts: readonly string[]): string[] {
  const fautes: string[] = []
  const avecScript: string[] = []
  for (const [chemin, paquet] of Object.entries(paquets)) {
    if (!chemin) continue
    const nom = nomDe(chemin)
    const dire = (quoi: string) => fautes.push(`${nom} : ${quoi}`)
    if (paquet.link || !/^\d+\.\d+\.\d+/.test(paquet.version ?? '')) dire('version qui ne vient pas du registre')
    if (paquet.resolved) dire('adresse écrite dans package-lock.json')
    const admis = paquet.optional && !sertIci(paquet) && SANS_EMPREINTE.some(debut => nom.startsWith(debut))
    if (paquet.integrity ? !/^sha512-[A-Za-z0-9+/]{86}==$/.test(paquet.integrity) : !admis)
      dire('sans empreinte SHA-512')
    const licences = (paquet.license ?? '').replaceAll(/[()]/g, '').split(/ (?:AND|OR) /)
    for (const licence of licences) if (!LICENCES.has(licence)) dire(`licence « ${licence} » à examiner`)
    if (paquet.deprecated && !(nom in ABANDONNES)) dire('abandonné par ses auteurs')
    if (paquet.hasInstallScript) avecScript.push(nom)
  }
  for (const nom of avecScript)
    if (!scripts.includes(nom)) fautes.push(`${nom} : lance un programme à l’installation, sans être nommé`)
  for (const nom of scripts)
    if (!avecScript.includes(nom)) fautes.push(`${nom} : nommé, ne lance rien à l’installation`)
  return fautes
}
