import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as attendre } from 'node:timers/promises'
import type { Rapport } from '../../echanges/cnaf/beneficiaires/rapport.ts'
import { fluxDejaApplique, rapportDuFlux } from '../../echanges/cnaf/flux.queries.ts'
import { contexte, dansTransaction, type Origine } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import { Refusal } from '../../socle/refusal.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { traiterImports } from '../executer-import.ts'
import type { Genre, Voie } from '../import.ts'
import { demander, inscrireImport, issue, oublierDepot } from '../imports.queries.ts'
import { ajouterMorceau, PIECE, unExamen } from './contenu.ts'
import { cloreDepot } from './reception.ts'

export type DemandeFichier = {
  /** Path of the file. */
  chemin: string
  /** Day the département received it (rule E2), YYYY-MM-DD. */
  recuLe: string
  /** What it holds, when it need not be guessed. */
  genre?: Genre
  /** Applies a flow older than the last one all the same; a list that was applied already, again. */
  force?: boolean
}

/**
 * Deposits a file of this machine as an import, whole, ready to be applied. Returns its id; the same `id` again changes nothing.
 * Refuses (invalid) an empty file, (conflict) one that changes while it is read.
 */
export async function deposerFichier(
  base: Base,
  origine: Origine,
  demande: DemandeFichier,
  voie: Voie,
  id = uuidv7(),
): Promise<string> {
  const { chemin, recuLe } = demande
  const { size, mtimeMs } = statSync(chemin)
  if (size === 0)
    throw new Refusal('invalid', 'fichier-vide', 'Ce fichier est vide : vérifiez-le, puis déposez-le de nouveau.')
  await dansTransaction(base, origine, async ctx => {
    await inscrireImport(
      ctx,
      { id, fichier: basename(chemin), taille: size, recuLe, genre: demande.genre ?? null },
      voie,
    )
    const examen = unExamen()
    let debut = 0
    let envoi: Promise<unknown> = Promise.resolve()
    try {
      for await (const octets of createReadStream(chemin, { highWaterMark: PIECE })) {
        // Read and hashed while the piece before is compressed and sent.
        examen.voir(octets as Buffer)
        await envoi
        envoi = ajouterMorceau(ctx, id, debut, octets as Buffer)
        envoi.catch(() => {})
        debut += (octets as Buffer).length
      }
      await envoi
    } finally {
      await envoi.catch(() => {})
    }
    if (debut !== size || statSync(chemin).mtimeMs !== mtimeMs)
      throw new Refusal(
        'conflict',
        'fichier-change',
        'Ce fichier a changé pendant sa lecture : attendez qu’il soit arrivé en entier, puis déposez-le de nouveau.',
      )
    await cloreDepot(ctx, id, false, examen.conclure())
  })
  return id
}

/**
 * Deposits and applies a file of this machine at once, as the command line does. Returns its id and number once applied. Throws the
 * Refusal that the import met: `deja-applique` when the same bytes were applied before, unless `force` says to apply a list again.
 */
export async function importerFichier(
  base: Base,
  origine: Origine,
  demande: DemandeFichier,
): Promise<{ id: string; numero: number }> {
  const ctx = contexte(base.territoire(origine.territoire.code), base.commun, origine)
  const id = await deposerFichier(base, origine, demande, 'commande')
  if ((await issue(ctx, id)).statut === 'a-verifier') await demander(ctx, id, { force: demande.force ?? false })
  for (;;) {
    const { statut, numero, refus } = await issue(ctx, id)
    if (statut === 'applique') return { id, numero }
    // Nothing to look at in the screens: the first one tells all.
    if (refus?.code === 'deja-applique') await oublierDepot(ctx, id)
    if (refus) throw new Refusal(refus.code === 'flux-illisible' ? 'invalid' : 'conflict', refus.code, refus.message)
    await traiterImports(base, origine.territoire, () => origine.now)
    // Another process is applying it, or one before it: it is waited for.
    await attendre(20)
  }
}

/** Applies a beneficiaries flow of this machine and tells it. The same bytes again change nothing, and give back the first report. */
export async function importerCnaf(base: Base, origine: Origine, demande: DemandeFichier): Promise<Rapport> {
  const ctx = contexte(base.territoire(origine.territoire.code), base.commun, origine)
  try {
    const { numero } = await importerFichier(base, origine, { ...demande, genre: 'beneficiaires' })
    return (await rapportDuFlux(ctx, numero)) as Rapport
  } catch (erreur) {
    if (!(erreur instanceof Refusal) || erreur.code !== 'deja-applique') throw erreur
    return rienDeNouveau((await fluxDejaApplique(ctx, await empreinteDe(demande.chemin)))?.rapport as Rapport)
  }
}

async function empreinteDe(chemin: string): Promise<string> {
  const empreinte = createHash('sha256')
  for await (const octets of createReadStream(chemin)) empreinte.update(octets as Buffer)
  return empreinte.digest('hex')
}

/** The report of a file applied before: it was read the same, and nothing changed. */
function rienDeNouveau(rapport: Rapport): Rapport {
  const { lus, rejetes } = rapport.foyers
  return {
    ...rapport,
    dejaApplique: true,
    foyers: { lus, crees: 0, modifies: 0, inchanges: lus - rejetes, rejetes, disparus: 0 },
    personnes: { lues: rapport.personnes.lues, creees: 0, modifiees: 0, inchangees: rapport.personnes.lues },
    entrees: 0,
    reprises: 0,
    sorties: 0,
    misesEnVeille: 0,
  }
}
