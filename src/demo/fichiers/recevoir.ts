import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importerCnaf } from '../../echanges/cnaf/beneficiaires/importer-fichier.ts'
import type { Genre } from '../../import/import.ts'
import { importerFichier } from '../../import/importer-fichier.ts'
import type { Acteur } from '../../socle/acteur.ts'
import { dansTransaction, type Origine } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import { Refusal } from '../../socle/refusal.ts'
import { ajouterJours } from '../../socle/ui/dates.ts'
import type { Context } from '../../socle/use-case.ts'
import type { SanctionEcrite } from '../generer/foyer.ts'
import type { FluxEcrit, genererVies } from '../generer/generer-flux.ts'
import type { Histoire } from '../histoires.ts'
import { type Journal, veilleOuvree } from '../journal.ts'
import { type Cite, parDemandes, suivisDans, suivisPar } from './cites.queries.ts'
import { DSP_INVENTEES, fluxInstruction, uneInstruction, unParcours, unRecueil } from './instruction.ts'
import { actions, creances, financier, pecg, principal } from './mois.ts'

/** Where files come, and how a moment is told to the base. */
export type Boite = {
  base: Base
  le: (jour: string, heure?: string) => Origine
  dossier: string
  departement: string
  aujourdhui: string
}
type Arrivee = { quand: string; recevoir: () => Promise<void> }

/** Months of which the partners' files are there. */
const MOIS_RECUS = 3
/** Those whom France Travail tells of, beside those the demo référent follows. */
const AUTRES_CONNUS = 40

/**
 * What the partners send beside the beneficiaries flows: every month, the advance and the debts of the CAF, the files of France Travail;
 * then claims being made, and what was declared with them. Each is received on its day, by the import a département uses.
 */
export function lesPartenaires(
  boite: Boite,
  flux: readonly FluxEcrit[],
  recits: readonly Histoire[],
  { referent, structureId }: { referent: Acteur; structureId: string },
) {
  const { base, le, dossier, aujourdhui } = boite
  const recevoir = async (jour: string, genre: Genre, nom: string, contenu: Buffer | string) => {
    const chemin = join(dossier, nom)
    await writeFile(chemin, contenu)
    await importerFichier(base, le(jour, '06:30'), { chemin, recuLe: jour, genre })
  }
  const lire = <T>(jour: string, faire: (ctx: Context) => Promise<T>) => dansTransaction(base, le(jour, '06:30'), faire)
  let connus: { suivis: Cite[]; tous: Cite[] } | null = null
  const connaitre = async (jour: string) => {
    connus ??= await lire(jour, async ctx => {
      const suivis = [...(await parDemandes(ctx, numerosDe(recits, [RACONTE]))), ...(await suivisPar(ctx, referent.id))]
      return { suivis, tous: [...suivis, ...(await suivisDans(ctx, structureId, AUTRES_CONNUS))] }
    })
    return connus
  }

  const duMois = async (f: FluxEcrit, rang: number) => {
    const { suivis, tous } = await connaitre(f.recuLe)
    const mois = { reference: f.dateReference, creation: f.recuLe, rang, aujourdhui }
    const cle = f.dateReference.slice(0, 7).replace('-', '')
    await recevoir(f.recuLe, 'financier', `RSAFIM_${cle}.xml`, financier(tous, mois))
    if (rang === 0) return
    await recevoir(f.recuLe, 'creances', `RSACRM_${cle}.xml`, creances(suivis, { ...mois, rang: rang - 1 }))
    await recevoir(f.recuLe, 'pecg', `PECG_${cle}.xml`, pecg(tous, mois, boite.departement))
    await recevoir(f.recuLe, 'ft-principal', `principal_${cle}.csv`, principal(tous, mois))
    await recevoir(f.recuLe, 'ft-principal', `actions_${cle}.csv`, actions(tous, mois))
  }
  const arrivees: Arrivee[] = flux
    .filter(f => f.type === 'M')
    .slice(-MOIS_RECUS)
    .map((f, rang) => ({ quand: `${f.recuLe}T06:30`, recevoir: () => duMois(f, rang) }))
  const [demandes, recueil, veille] = [
    ajouterJours(aujourdhui, -5),
    ajouterJours(aujourdhui, -1),
    veilleOuvree(aujourdhui),
  ]
  arrivees.push({
    quand: `${demandes}T06:30`,
    recevoir: () => recevoir(demandes, 'instruction', `VIRS0901_${demandes}.xml`, instruction(recits, demandes)),
  })
  arrivees.push({
    quand: `${veille}T06:35`,
    recevoir: () =>
      recevoir(veille, 'instruction', `VIRS0901_${veille}.xml`, fluxInstruction([DERNIERE_DEMANDE], { date: veille })),
  })
  arrivees.push({
    quand: `${recueil}T06:30`,
    recevoir: async () => {
      const cites = await lire(recueil, ctx => parDemandes(ctx, [...numerosDe(recits, DECLARENT)]))
      await recevoir(recueil, 'dsp', `VIRD0201_${recueil}.xml`, dsp(cites, recueil))
    },
  })
  let attendues = arrivees.toSorted((a, b) => a.quand.localeCompare(b.quand))
  return {
    /** Receives what came before a moment, after what the agents did before it. */
    recevoirJusqua: async (moment: string, journal: Journal) => {
      for (const { quand, recevoir } of attendues.filter(a => a.quand < moment)) {
        await journal.vivreJusqua(quand)
        await recevoir()
      }
      attendues = attendues.filter(a => a.quand >= moment)
    },
    /** The CAF tells the sanctions it applies, those it lifted, in a file of its own version. */
    apprendreLesSanctions: async (retour: Awaited<ReturnType<typeof genererVies>>['retour']) => {
      const suivis = await lire(aujourdhui, ctx => suivisPar(ctx, referent.id))
      const [raconte] = numerosDe(recits, [RACONTE])
      const { fichier } = await retour(aujourdhui, sanctionsDe(raconte, suivis, aujourdhui))
      await importerCnaf(base, le(aujourdhui, '00:00'), { chemin: fichier, recuLe: aujourdhui })
    },
    /** This morning the CAF made its month again, and half of it is missing: it waits for somebody to look at the figures. */
    recevoirUnMoisCoupe: async (coupe: Awaited<ReturnType<typeof genererVies>>['coupe']) => {
      const { fichier } = await coupe(aujourdhui)
      const tenu = importerFichier(base, le(aujourdhui, '06:40'), { chemin: fichier, recuLe: aujourdhui }, 'dossier')
      await tenu.catch(refus => {
        if (!(refus instanceof Refusal && refus.code === 'flux-a-confirmer')) throw refus
      })
    },
  }
}

/** Of whom the guide says that all of it is told. */
const RACONTE = 'TRAMAIL'
/** Whose claims come before the flow that announces them, and who answers again about their situation. */
const DEMANDENT = ['VELOURS', 'RUBAN']
const DECLARENT = ['SOIE', 'PELOTE']
/** A claim made the day before by somebody that no flow announces yet: the file comes every day. */
const DERNIERE_DEMANDE = uneInstruction({
  ...{ numero: '99100007770', matricule: '7770001', numeroOrganisme: '991' },
  ...{ nom: 'TAFFETAS', prenom: 'NORA', dateNaissance: '1992-05-17' },
  modes: [{ NUMTEL: '0639980013', NATTEL: 'D', MATETEL: 'TEL', AUTORUTITEL: 'A' }],
})
const numerosDe = (recits: readonly Histoire[], noms: readonly string[]) =>
  recits.filter(r => r.foyer.personnes.some(p => noms.includes(p.nom))).map(r => r.foyer.numeroDemandeRsa)

function instruction(recits: readonly Histoire[], date: string): string {
  const demandes = recits
    .filter(r => numerosDe(recits, DEMANDENT).includes(r.foyer.numeroDemandeRsa))
    .flatMap(({ foyer: f }) =>
      f.personnes.map(p =>
        uneInstruction({
          ...{ numero: f.numeroDemandeRsa, matricule: f.matricule, numeroOrganisme: '991' },
          ...{ nom: p.nom, prenom: p.prenom, dateNaissance: p.dateNaissance, nir: p.nir ?? undefined },
          modes: [{ NUMTEL: '0639980012', NATTEL: 'D', MATETEL: 'TEL', AUTORUTITEL: 'A' }],
          dsp: DSP_INVENTEES,
          parcours: unParcours({
            ...{ organisme: 'Maison des solidarités de la Trame', commune: 'TRAME-SUR-LYS' },
            rendezVous: ajouterJours(date, 12),
          }),
        }),
      ),
    )
  return fluxInstruction(demandes, { date })
}

const dsp = (cites: readonly Cite[], date: string): string =>
  fluxInstruction(
    cites.map((c, rang) =>
      unRecueil({
        ...{ numero: c.numero, matricule: c.matricule, numeroOrganisme: c.numeroOrganisme, organisme: c.organisme },
        ...{ nom: c.nom, prenom: c.prenom, dateNaissance: c.dateNaissance },
        dsp: rang ? DSP_INVENTEES : DSP_INVENTEES.replace('0909', '0901'),
      }),
    ),
    { nature: 'R', date },
  )

/** One that runs, one lifted since, one over, one about to begin: each for another person, alone (R262-68-6: half at most otherwise). */
function sanctionsDe(raconte: string | undefined, tous: readonly Cite[], aujourdhui: string) {
  const suivis = tous.filter(s => s.seul)
  const jour = (n: number) => ajouterJours(aujourdhui, n)
  const cas = [
    [{ debut: jour(-19), fin: jour(41), taux: 50, montant: 303.88, niveau: 2 }],
    [{ debut: jour(-70), fin: jour(20), taux: 30, montant: 170.5, niveau: 1, leveeLe: jour(-33) }],
    [{ debut: jour(-150), fin: jour(-91), taux: 30, montant: 170.5, niveau: 1 }],
    [{ debut: jour(11), fin: jour(72), taux: 100, montant: 568.34, niveau: 2 }],
  ] as const
  const siens = [
    { debut: jour(-100), fin: jour(-40), taux: 30, montant: 170.5, niveau: 1, leveeLe: jour(-81) },
    { debut: jour(-9), fin: jour(51), taux: 50, montant: 284.17, niveau: 2 },
  ] as const
  const dites = cas.flatMap((sanctions, i) => (suivis[i] ? [[suivis[i].numero, sanctions] as const] : []))
  return new Map<string, readonly SanctionEcrite[]>([...dites, ...(raconte ? [[raconte, siens] as const] : [])])
}
