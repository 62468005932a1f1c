/** The instant the demo believes it is when the journeys begin: a Friday morning. */
export const MAINTENANT = '2026-11-20T08:05:00Z'

/**
 * Each worker has a world of its own (a server, a base), so that none meets what another writes. Somebody who asks for one port has one
 * world; several are said with commas between.
 */
export const PORTS = (process.env.E2E_PORT ?? '3990,4990').split(',').map(Number)
/** That of this worker's world. */
export const PORT = PORTS[Number(process.env.TEST_PARALLEL_INDEX ?? 0)] ?? 3990

/** Who administers the other territory, Val-d’en-Face, with the password that the operator of the server chose. */
export const ELIE = { courriel: 'elie.passerelle@example.org', motDePasse: 'trois ponts et deux rives' }
/** Administers the same one, and stays there. */
export const OLGA = { courriel: 'olga.viaduc@example.org', motDePasse: 'quatre ponts et trois rives' }
