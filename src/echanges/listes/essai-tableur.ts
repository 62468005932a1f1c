import iconv from 'iconv-lite'
import type { Essai, Navigateur } from '../../essai.ts'
import type { Application } from '../../import/adaptateur.ts'
import { ajouterMorceau } from '../../import/depot/contenu.ts'
import type { Source } from '../../lecture/source.ts'
import { ecrireXlsx } from '../../lecture/tableau/ecrire-tableau.ts'
import { cleNir } from '../../personne/nir.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { ADAPTATEURS_LISTES } from './adaptateurs-listes.ts'
import type { GenreListe } from './champs/liste.ts'

export const enSource = (contenu: Buffer, fichier = 'liste.csv', morceau = 65_536): Source => ({
  fichier,
  taille: contenu.length,
  sha256: '',
  octets: async function* () {
    for (let i = 0; i < contenu.length; i += morceau) yield contenu.subarray(i, i + morceau)
  },
})

/** A list deposited, whole, waiting to be checked. */
export async function unImport(
  essai: Essai,
  contenu: Buffer | string,
  {
    genre = null,
    fichier = 'liste.csv',
    agent,
  }: { genre?: GenreListe | null; fichier?: string; agent?: Navigateur } = {},
): Promise<{ id: string; numero: number }> {
  const octets = Buffer.from(contenu)
  const db = essai.base.territoire('59')
  const id = uuidv7()
  const { numero } = await db
    .insertInto('import')
    .values({
      id,
      genre,
      fichier,
      taille: octets.length,
      voie: 'ecran',
      recuLe: '2025-03-07',
      deposeLe: essai.now,
      deposePar: agent?.id ?? null,
      deposeNom: 'Essai',
      statut: 'depot',
    })
    .returning('numero')
    .executeTakeFirstOrThrow()
  await essai.enTransaction(async ctx => {
    for (let debut = 0; debut < octets.length; debut += 100_000)
      await ajouterMorceau(ctx, id, debut, octets.subarray(debut, debut + 100_000))
  })
  await db.updateTable('import').set({ sha256: id, statut: 'a-verifier' }).where('id', '=', id).execute()
  return { id, numero }
}

class Defait extends Error {}

/** Applies a list as the import does, then undoes it all when it is a simulation; its lines are kept, as the import keeps them. */
export async function appliquer(
  essai: Essai,
  genre: GenreListe,
  contenu: Buffer | string,
  options: { simuler?: boolean; numero?: number; correspondance?: object; importId?: string } = {},
): Promise<Application & { photos: string[] }> {
  const adaptateur = ADAPTATEURS_LISTES.find(a => a.genre === genre)
  if (!adaptateur) throw new Error(`pas d’adaptateur ${genre}`)
  const photos: string[] = []
  let application: Application | undefined
  const agir = essai.enTransaction(async ctx => {
    application = await adaptateur.appliquer({ ...ctx, import: options.numero ?? 1 }, undefined as never, {
      source: enSource(Buffer.from(contenu)),
      numero: options.numero ?? 1,
      recuLe: '2025-03-07',
      options: options.correspondance ? { correspondance: options.correspondance } : {},
      suivre: () => {},
      photographier: async personnes => {
        const { rows } = await personnes.execute(ctx.db)
        photos.push(...rows.map(r => (r as { personneId: string }).personneId))
      },
      photographierFoyers: async () => {},
    })
    if (options.simuler) throw new Defait()
  })
  await agir.catch(erreur => {
    if (!(erreur instanceof Defait)) throw erreur
  })
  if (!application) throw new Error('rien n’a été appliqué')
  if (options.importId) await garderLignes(essai, options.importId, application)
  return { ...application, photos }
}

async function garderLignes(essai: Essai, importId: string, { rapport, lignes = [] }: Application): Promise<void> {
  const db = essai.base.territoire('59')
  await db.deleteFrom('importLigne').where('importId', '=', importId).execute()
  for (let i = 0; i < lignes.length; i += 1000) {
    await db
      .insertInto('importLigne')
      .values(lignes.slice(i, i + 1000).map(l => ({ ...l, importId, motifs: JSON.stringify(l.motifs) })))
      .execute()
  }
  await db
    .updateTable('import')
    .set({ rapport: JSON.stringify(rapport), simulation: true })
    .where('id', '=', importId)
    .execute()
}

export const resultats = ({ lignes = [] }: Application) => lignes.map(l => l.resultat)

/** Plainly made up: no commune of Nord has the number 990. */
export function nirEssai(n: number, { sexe = 2, annee = 85, mois = 4, cle = true } = {}): string {
  const nir13 = `${sexe}${String(annee).padStart(2, '0')}${String(mois).padStart(2, '0')}59990${String(n).padStart(3, '0')}`
  return cle ? `${nir13}${cleNir(nir13)}` : nir13
}

const ENTETES = [
  'NIR',
  'Civilité',
  'NOM',
  'Prénom',
  'Date de\nnaissance',
  'Tél.',
  'Adresse mail',
  'CP',
  'Commune',
  'Observations',
]

/**
 * A list as people keep them: each tenth line has one of the usual faults. Lines 1, 11, 21… of each ten: key of the NIR missing
 * (fine), leading 0 eaten by the spreadsheet (fine), the line above again, a date that doesn't exist, a wrong key, a bad e-mail.
 */
export function lignesSales(n: number): string[][] {
  const lignes: string[][] = []
  for (let i = 0; i < n; i++) {
    const faute = i % 10 === 0 ? (i / 10) % 6 : -1
    const annee = 60 + (i % 40)
    const mois = 1 + (i % 12)
    const jour = 1 + (i % 28)
    const nir = nirEssai(i % 1000, { annee, mois, sexe: 1 + (i % 2) })
    const ligne = [
      faute === 0
        ? nir.slice(0, 13)
        : faute === 4
          ? `${nir.slice(0, 13)}${(Number(nir.slice(13)) % 97) + 1}`.padEnd(15, '0')
          : nir,
      i % 2 ? 'Mme' : 'M.',
      `ESSAI-${'ABCDEFGHIJ'[i % 10]}${'KLMNOPQRST'[Math.floor(i / 10) % 10]}${'ABCDEF'[Math.floor(i / 100) % 6]}`,
      'Éloïse',
      faute === 3 ? '31/02/1985' : `${String(jour).padStart(2, '0')}/${String(mois).padStart(2, '0')}/19${annee}`,
      faute === 1 ? '639980042' : '06 39 98 00 42',
      faute === 5 ? 'pas-une-adresse' : `essai.${i}@example.org`,
      '59200',
      'Tourcoing',
      'suivi à revoir ; « œuvre »',
    ]
    lignes.push(faute === 2 ? [...(lignes.at(-1) ?? ligne)] : ligne)
  }
  return lignes
}

/** These lines under a title on its own line and a blank one, as an XLSX. */
export const classeurSale = (n: number): Promise<Buffer> =>
  ecrireXlsx([{ nom: 'Suivi', lignes: [['Suivi des bénéficiaires, mars 2025'], [], ENTETES, ...lignesSales(n)] }])

/** The same as a CSV of a French spreadsheet of before: windows-1252, semicolons. */
export const csvSale = (n: number): Buffer =>
  iconv.encode(
    [ENTETES, ...lignesSales(n)].map(l => l.map(c => (/[;\n]/.test(c) ? `"${c}"` : c)).join(';')).join('\r\n'),
    'windows-1252',
  )
