/**
 * The machines that run builds.
 *
 * <pre>
 * GET    /nomad/clients              the list and the map, its filter in the address
 * GET    /nomad/clients.csv          the same clients as a file
 * GET    /nomad/clients/forgotten    those that nobody looks after any more, each with the way out
 * GET    /nomad/clients/{id}         one client, from the view
 * GET    /nomad/clients/{id}/use     what its machine uses now, asked of the machine
 * GET    /nomad/clients/{id}/detail  attributes, meta, events and raw view, asked of Nomad
 * </pre>
 */
@NullMarked
package dev.signalbox.nomad.clients;

import org.jspecify.annotations.NullMarked;
