import type { Adaptateur } from '../../../import/adaptateur.ts'
import type { RapportImport } from '../../../import/import.ts'
import { ANOMALIES_GARDEES } from '../../../lecture/releve.ts'
import { rattacherInstructions } from '../instruction/retenir.queries.ts'
import { appliquerFlux } from './importer-cnaf.ts'
import { jourLong } from './ordre-flux.ts'
import type { Rapport } from './rapport.ts'

/** The beneficiaries flows of the CAF and of the MSA. */
export const beneficiaires: Adaptateur = {
  genre: 'beneficiaires',
  reconnaitre: debut => {
    const texte = debut.toString('latin1')
    if (!/<NATFLUX>\s*D\s*</.test(texte)) return null
    return /<VERSIONFLUX>\s*(\w+)\s*</.exec(texte)?.[1] ?? 'VRSB0801'
  },
  appliquer: async (ctx, client, { options, ...demande }) => {
    const rapport = await appliquerFlux(ctx, client, {
      ...demande,
      force: options.force === true,
      confirme: chiffres => typeof options.vu === 'string' && options.vu.endsWith(chiffres),
    })
    const { rattachees } = await rattacherInstructions(ctx, demande.photographier)
    return { rapport: direRapportImport(rapport, rattachees), aConfirmer: rapport.aConfirmer ?? null }
  },
}

function direRapportImport(r: Rapport, rattachees: number): RapportImport {
  const { foyers, personnes } = r
  const comptes: [string, number][] = [
    ['Foyers lus', foyers.lus],
    ['Foyers créés', foyers.crees],
    ['Foyers modifiés', foyers.modifies],
    ['Foyers inchangés', foyers.inchanges],
    ['Foyers disparus', foyers.disparus],
    ['Changements d’adresse', r.atteintes?.demenages ?? 0],
    ['Foyers pris à une autre caisse', r.atteintes?.pris ?? 0],
    ['Foyers écartés', foyers.rejetes],
    ['Personnes créées', personnes.creees],
    ['Personnes modifiées', personnes.modifiees],
    ['Nouveaux entrants', r.entrees],
    ['Reprises de suivi', r.reprises],
    ['Droits suspendus', r.atteintes?.suspendus ?? 0],
    ['Mises en veille', r.misesEnVeille],
    ['Personnes qui perdent leur droit', r.droitsPerdus ?? 0],
    ['Sorties de l’accompagnement', r.sorties],
    ['Demandes de RSA rattachées', rattachees],
  ]
  return {
    resume: [
      `Flux ${r.flux.version} ${r.flux.type === 'I' ? 'quotidien du' : 'mensuel au'} ${jourLong(r.flux.dateReference)}.`,
      r.ecartes,
    ]
      .filter(Boolean)
      .join(' '),
    comptes: comptes.map(([libelle, nombre]) => ({ libelle, nombre })),
    anomalies: r.anomalies
      .slice(0, ANOMALIES_GARDEES)
      .map(a => ({ ou: a.foyer && `foyer ${a.foyer}`, champ: a.champ, motif: a.motif })),
    anomaliesTotal: r.anomaliesTotal,
  }
}
