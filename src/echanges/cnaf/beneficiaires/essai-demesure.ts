import type { Essai, Navigateur } from '../../../essai.ts'
import { deposerParEcran, traiter } from '../../../import/essai-import.ts'
import type { ficheImport } from '../../../import/imports.ts'
import { fichierFlux, type UnFoyer } from './essai-flux.ts'
import { dem, foyer } from './essai-foyers.ts'

/** As many households, each a person born on a day of their own, all the same but for that. */
export const foyers = (n: number, debut = 0, suite: UnFoyer = {}): UnFoyer[] =>
  Array.from({ length: n }, (_, i) => {
    const rang = debut + i
    const lettres = [rang % 26, Math.floor(rang / 26) % 26, Math.floor(rang / 676)]
    return foyer({
      numero: `0599${String(rang).padStart(7, '0')}`,
      montant: '0000100.00',
      personnes: [
        dem(true, {
          nom: `ESSAI-${String.fromCharCode(...lettres.map(l => 65 + l))}`,
          nir: null,
          dateNaissance: `19${60 + (Math.floor(rang / 28) % 40)}-03-${String(1 + (rang % 28)).padStart(2, '0')}`,
        }),
      ],
      ...suite,
    })
  })
export const MSA: UnFoyer = { organisme: 'MSA', numeroOrganisme: '592' }
export const CLOS: UnFoyer = { etat: '5', fin: { motif: 'MEN', date: '2024-01-31' } }
export const SUSPENDU: UnFoyer = { etat: '4', suspension: { motif: '06', debut: '2024-02-01' } }
export const AILLEURS: UnFoyer = {
  adresse: { voie: 'AILLEURS', insee: '59599', codePostal: '59200', commune: 'TOURCOING' },
}
/** The same, whose persons are no longer soumises aux droits et devoirs. */
export const sansDevoirs = (n: number) =>
  foyers(n).map(f => ({ ...f, personnes: f.personnes?.map(({ sdd, ...p }) => dem(false, p)) ?? [] }))
export const mensuel = (mois: string, creation: string, contenu: UnFoyer[]) =>
  fichierFlux({ type: 'M', dateReference: mois, dateCreation: creation, foyers: contenu })
export const quotidien = (jour: string, contenu: UnFoyer[]) =>
  fichierFlux({ type: 'I', dateReference: jour, dateCreation: jour, foyers: contenu })

/** What brings a flow, then asks it to be applied, or anything else, and reads what became of it. */
export function desApports(essai: Essai) {
  const lire = async (agent: Navigateur, importId: string) =>
    (await agent.appeler<typeof ficheImport>('GET /imports/:importId', { importId })).json
  const demander = async (
    agent: Navigateur,
    importId: string,
    corps: Record<string, unknown> = {},
    geste: 'application' | 'simulation' = 'application',
  ) => {
    const { status } = await agent.brut(`POST /imports/:importId/${geste}`, { importId, ...corps })
    await traiter(essai)
    return { status, ...(await lire(agent, importId)) }
  }
  const apporter = async (agent: Navigateur, octets: Buffer | string, corps: Record<string, unknown> = {}) => {
    const importId = await deposerParEcran(agent, 'RSABEM.xml', Buffer.from(octets))
    return { importId, ...(await demander(agent, importId, corps)) }
  }
  const confirmer = async (agent: Navigateur, importId: string) =>
    demander(agent, importId, { confirme: (await lire(agent, importId)).refus?.message ?? '' })
  /** A CAF of sixty households and a MSA of five, that an administrator brought. */
  const depart = async (caf = foyers(60)) => {
    const admin = await essai.unAgent('administrateur')
    const { statut } = await apporter(admin, mensuel('2024-01-31', '2024-02-03', [...caf, ...foyers(5, 1000, MSA)]))
    if (statut !== 'applique') throw new Error(`Le stock de départ n’est pas appliqué : ${statut}.`)
    return admin
  }
  return { lire, demander, apporter, confirmer, depart }
}
