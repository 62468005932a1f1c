/**
 * Gathers what is asked while one run is under way and hands it to the next run all at once: fifty requests at the same moment
 * cost the database a couple of statements, and of commits. A demand is never answered by a run that began before it, so what
 * was written before asking is always seen. When a run fails, all those it served fail with its error.
 */
export function parLots<Demande, Reponse>(
  faire: (demandes: Demande[]) => Promise<Reponse>,
): (demande: Demande) => Promise<Reponse> {
  let suivant: { demandes: Demande[]; reponse: Promise<Reponse> } | undefined
  let enCours: Promise<unknown> = Promise.resolve()
  return demande => {
    if (suivant) {
      suivant.demandes.push(demande)
      return suivant.reponse
    }
    const demandes = [demande]
    const reponse = enCours.then(() => {
      suivant = undefined
      return faire(demandes)
    })
    suivant = { demandes, reponse }
    enCours = reponse.catch(() => {})
    return reponse
  }
}
