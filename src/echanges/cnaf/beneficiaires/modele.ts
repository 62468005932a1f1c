import {
  type Droit,
  depasse,
  enLongueSuspension,
  estSuspendu,
  type Fiche,
  OUVERTS,
  type Stable,
  type Statut,
  situation,
  uneFiche,
} from './modele-situation.ts'

/**
 * The rules of new entrants told a second time, in memory, person by person and flow by flow, from their text alone: the
 * convention (S1 annexe 4 §4), rules E1 to E5, and docs/adr/0003-nouveaux-entrants.md for what they leave open. It shares
 * nothing with the SQL it is held against (modele.test.ts).
 */
export type AdulteDit = { personne: string; role: 'DEM' | 'CJT'; soumis: boolean | null }
export type FoyerDit = {
  numero: string
  organisme: string
  etat: string
  /** Motive and first day that the file gives for the suspension or the closing, if it does. */
  motif: string | null
  depuis: string | null
  arriveLe: string | null
  adultes: AdulteDit[]
}
export type FluxDit = { mensuel: boolean; reference: string; recuLe: string; foyers: FoyerDit[] }
export type Mouvement = { personne: string; type: string; motif: string | null }
export type Delai = {
  motif: string
  recuLe: string
  oriente: string | null
  clos: string | null
  closMotif: string | null
}
export type Suivi = { debut: string; fin: string | null; finMotif: string | null; veille: string | null }

/** The territory as the rules see it. `appliquer` takes one flow and says who moved. */
export function unModele() {
  const fiches = new Map<string, Fiche>()
  const foyers = new Map<string, string>() // number → organism
  const mensuels = new Map<string, number>() // organism → its last monthly flow
  const soumisAu = new Map<number, Set<string>>()
  let numero = 0

  const fiche = (personne: string): Fiche => {
    const connue = fiches.get(personne)
    if (connue) return connue
    const nouvelle = uneFiche()
    fiches.set(personne, nouvelle)
    return nouvelle
  }

  /** A suspension that is told again, without a day or under another motive, is the same one and keeps its first day. */
  function suite(avant: Droit | undefined, dit: FoyerDit, soumis: boolean, jour: string): Droit {
    const { etat, motif, depuis } = dit
    let premierJour = depuis ?? jour
    if (avant && estSuspendu(avant.etat) && estSuspendu(etat)) {
      if (depuis === null || (motif === avant.motif && depuis === avant.dit)) premierJour = avant.premierJour
      else if (motif !== avant.motif) premierJour = [avant.premierJour, depuis].sort()[0] ?? depuis
    }
    const inchange = avant?.etat === etat && avant.soumis === soumis
    return {
      etat,
      motif,
      soumis,
      premierJour,
      dit: depuis,
      debut: inchange ? avant.debut : jour,
      flux: inchange ? avant.flux : numero,
    }
  }

  function relever(flux: FluxDit): void {
    for (const f of flux.foyers) {
      foyers.set(f.numero, f.organisme)
      for (const a of f.adultes) {
        const { droits } = fiche(a.personne)
        droits.set(f.numero, suite(droits.get(f.numero), f, a.soumis === true, flux.reference))
      }
    }
    const organismes = new Set(flux.foyers.map(f => f.organisme))
    const dits = new Map(flux.foyers.map(f => [f.numero, f]))
    for (const [personne, { droits }] of fiches) {
      for (const [foyer, droit] of droits) {
        const dit = dits.get(foyer)
        const parti = dit && !dit.adultes.some(a => a.personne === personne)
        const disparu = !dit && flux.mensuel && organismes.has(foyers.get(foyer) ?? '')
        if ((!parti && !disparu) || ['5', '6', 'absent'].includes(droit.etat)) continue
        const motif = parti ? 'sortie-du-foyer' : 'absent-du-flux'
        droits.set(foyer, { ...droit, etat: 'absent', motif, soumis: false, debut: flux.reference, flux: numero })
      }
    }
  }

  /** Why S1 counts in somebody who is versable and soumis, unseen in M-1 and not followed; null when it doesn't. */
  function motifEntree(f: Fiche, dit: FoyerDit, droits: Map<string, Droit>, auRsa: boolean): string | null {
    const dernierMensuel = Math.max(0, ...mensuels.values())
    const veille = situation(droits, dit.numero)
    const stable = f.stable && situation(f.stable, dit.numero)
    const avant = veille?.statut === 'suspendue' && f.suspenduePar > dernierMensuel ? stable : veille
    const rejoint = auRsa && (avant?.foyer !== dit.numero || avant.motif === 'sortie-du-foyer')
    const nouvelle = rejoint ? 'entree-dans-un-foyer' : dit.arriveLe ? 'arrivee-departement' : 'premiere-demande'
    if (avant?.statut === 'suspendue' && f.suspensionLongue) return 'retour-apres-suspension-longue'
    const reference = avant?.statut === 'suspendue' ? stable : avant
    if (!reference) return avant?.statut === 'suspendue' && f.stock ? null : nouvelle
    if (reference.statut === 'concernee') return null
    if (reference.statut === 'ouverte')
      return reference.foyer === dit.numero || avant?.statut === 'suspendue' ? 'passage-sous-le-seuil' : nouvelle
    if (reference.statut !== 'close') return nouvelle
    if (rejoint) return 'entree-dans-un-foyer'
    if (dit.arriveLe && dit.arriveLe >= reference.depuis) return 'arrivee-departement'
    return reference.motif === 'sortie-du-foyer' ? nouvelle : 'retour-apres-radiation'
  }

  function appliquer(flux: FluxDit): Mouvement[] {
    numero++
    const mouvements: Mouvement[] = []
    const organismes = [...new Set(flux.foyers.map(f => f.organisme))]
    const m1 = Math.max(0, ...organismes.map(o => mensuels.get(o) ?? 0))
    // In a monthly file of organisms already known, one that is new brings claims, not a stock (ADR 3).
    const connus = organismes.filter(o => mensuels.has(o))
    const stock = new Set(flux.mensuel && connus.length > 0 ? [] : organismes.filter(o => !mensuels.has(o)))
    const avants = new Map([...fiches].map(([p, f]) => [p, { ...situation(f.droits), droits: new Map(f.droits) }]))
    const auRsa = new Set(
      [...fiches.values()].flatMap(f =>
        [...f.droits].filter(([, d]) => d.etat === '2' || estSuspendu(d.etat)).map(([foyer]) => foyer),
      ),
    )
    relever(flux)
    for (const [personne, f] of fiches) {
      const connue = avants.get(personne)
      const avant = connue?.statut ? (connue as Stable) : null
      const apres = situation(f.droits)
      if (!apres) continue
      const dire = (type: string, motif: string | null) => mouvements.push({ personne, type, motif })
      const ouvertAvant = avant !== null && OUVERTS.includes(avant.statut)
      const ouvert = OUVERTS.includes(apres.statut)
      const soumisAvant = avant?.statut === 'concernee'
      const soumis = apres.statut === 'concernee'
      const compte = (s: Statut | undefined) => s === 'concernee' || s === 'suspendue'
      if (
        flux.foyers.some(x => stock.has(x.organisme) && flux.mensuel && x.adultes.some(a => a.personne === personne))
      ) {
        f.stock ||= f.stable === null || !connue
      }
      const suivi = () => f.suivis.find(s => s.fin === null)
      const delai = () => f.delais.find(d => d.oriente === null && d.clos === null)

      // What the daily files undid since M-1 and is there again was never undone.
      const dernierSuivi = f.suivis.at(-1)
      if (m1 && !ouvertAvant && ouvert && dernierSuivi && !suivi() && dernierSuivi.finFlux > m1) {
        if (dernierSuivi.finMotif !== 'suspension-longue') {
          Object.assign(dernierSuivi, {
            fin: null,
            finMotif: null,
            veille: dernierSuivi.veille ?? (soumis ? null : flux.recuLe),
          })
          if (!soumis) dire('mise-en-veille', apres.statut === 'suspendue' ? 'suspension' : 'plus-soumise')
        }
      }
      const dernierDelai = f.delais.at(-1)
      if (m1 && !compte(avant?.statut) && compte(apres.statut) && dernierDelai?.clos && !suivi()) {
        const { flux: ouvertPar, closFlux, closMotif } = dernierDelai
        if (closFlux > m1 && (closMotif !== 'suspension-longue' || (ouvertPar > m1 && soumis))) {
          Object.assign(dernierDelai, { clos: null, closMotif: null })
          dire('entree', dernierDelai.motif)
        }
      }

      const longueAvant = connue !== undefined && enLongueSuspension(connue.droits.values(), flux.reference)
      const longue = longueAvant || enLongueSuspension(f.droits.values(), flux.reference)
      const retenue = suivi() ?? delai()
      const sortir = (motif: string) => {
        dire('sortie', motif)
        for (const s of f.suivis)
          if (s.fin === null) Object.assign(s, { fin: flux.recuLe, finMotif: motif, finFlux: numero })
        const d = delai()
        if (d) Object.assign(d, { clos: flux.recuLe, closMotif: motif, closFlux: numero })
      }
      if (ouvertAvant && !ouvert && (soumisAvant || retenue)) {
        const clos = [...f.droits].filter(([n, d]) => d.debut === flux.reference && connue?.droits.get(n) !== d)
        const rang = ({ etat, motif }: Droit) =>
          etat !== 'absent' ? Number(motif === 'MUT') : motif === 'sortie-du-foyer' ? 2 : 3
        const [, dit] = clos.sort(([, a], [, b]) => rang(a) - rang(b))[0] ?? []
        sortir(dit?.etat === 'absent' ? (dit.motif ?? '') : dit?.motif === 'MUT' ? 'mutation' : 'radiation')
      } else if (longue && retenue && !(soumisAvant && soumis)) sortir('suspension-longue')
      else if (soumisAvant && ouvert && !soumis) {
        const motif = apres.statut === 'suspendue' ? 'suspension' : 'plus-soumise'
        dire('mise-en-veille', motif)
        const s = suivi()
        if (s) s.veille ??= flux.recuLe
        const d = delai()
        if (d && motif === 'plus-soumise') Object.assign(d, { clos: flux.recuLe, closMotif: motif, closFlux: numero })
      }
      if (avant?.statut === 'suspendue') f.suspensionLongue ||= longueAvant
      const refermee = apres.flux === numero && (f.fermeture?.flux ?? 0) <= m1
      if (!ouvert && (avant === null || ouvertAvant || refermee)) {
        const suspendus = [...(connue?.droits.values() ?? [])].filter(d => estSuspendu(d.etat)).map(d => d.premierJour)
        f.fermeture = {
          flux: numero,
          droits: connue?.droits ?? new Map(),
          stable: f.stable,
          suspenduePar: f.suspenduePar,
          premierJour: suspendus.sort()[0] ?? null,
        }
      }
      const annulee = !ouvertAvant && ouvert && m1 && f.fermeture && f.fermeture.flux > m1 ? f.fermeture : null
      if (annulee) {
        f.stable = annulee.stable
        f.suspenduePar = annulee.suspenduePar
        f.suspensionLongue = annulee.premierJour !== null && depasse(annulee.premierJour, flux.reference)
      }

      if (!soumisAvant && soumis) {
        const s = suivi()
        if (s) {
          dire('reprise', null)
          s.veille = null
        } else if (m1 && !soumisAu.get(m1)?.has(personne) && !delai()) {
          // Her own claim first: who opens one and joins another household is the claimant of the first.
          const role = (x: FoyerDit) => x.adultes.find(a => a.personne === personne && a.soumis)?.role
          const [dit] = flux.foyers
            .filter(x => x.etat === '2' && !stock.has(x.organisme) && role(x))
            .sort((x, y) => Number(role(x) === 'CJT') - Number(role(y) === 'CJT') || x.numero.localeCompare(y.numero))
          const motif = dit
            ? motifEntree(f, dit, (annulee ?? connue)?.droits ?? new Map(), auRsa.has(dit.numero))
            : null
          if (motif) {
            dire('entree', motif)
            const vide = { oriente: null, clos: null, closMotif: null, closFlux: 0 }
            f.delais.push({ motif, recuLe: flux.recuLe, flux: numero, ...vide })
          }
        }
      }
      if (apres.statut !== 'suspendue') Object.assign(f, { stable: new Map(f.droits), suspensionLongue: false })
      else if (avant?.statut !== 'suspendue')
        f.suspenduePar = annulee && situation(annulee.droits)?.statut === 'suspendue' ? annulee.suspenduePar : numero
    }
    if (flux.mensuel) {
      for (const o of organismes) mensuels.set(o, numero)
      const soumises = [...fiches].filter(([, f]) => situation(f.droits)?.statut === 'concernee')
      soumisAu.set(numero, new Set(soumises.map(([p]) => p)))
    }
    return mouvements
  }

  return {
    appliquer,
    /** Somebody is oriented and followed from a day: her delay stops (rule E4). False when she already is, or isn't known. */
    suivre: (personne: string, jour: string): boolean => {
      const f = fiches.get(personne)
      if (!f || f.suivis.some(s => s.fin === null)) return false
      f.suivis.push({ debut: jour, fin: null, finMotif: null, veille: null, finFlux: 0 })
      for (const d of f.delais) if (d.clos === null) d.oriente ??= jour
      return true
    },
    /** Delays and follow-ups of everybody, by person. */
    etat: () =>
      Object.fromEntries(
        [...fiches].map(([personne, f]) => [
          personne,
          {
            delais: f.delais.map(({ motif, recuLe, oriente, clos, closMotif }) => ({
              motif,
              recuLe,
              oriente,
              clos,
              closMotif,
            })),
            suivis: f.suivis.map(({ debut, fin, finMotif, veille }) => ({
              debut,
              fin,
              finMotif,
              veille: fin === null ? veille : null,
            })),
          },
        ]),
      ),
  }
}
