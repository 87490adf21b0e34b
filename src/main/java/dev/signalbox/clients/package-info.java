/**
 * Nomad clients: list, cluster map, details and the clients that need attention.
 *
 * <pre>
 * GET    /nomad/clients              list and map, filtered by the query string
 * GET    /nomad/clients.csv          the same list as CSV
 * GET    /nomad/clients/orphaned    clients that need attention, grouped by problem
 * GET    /nomad/clients/{id}         one client, from the snapshot
 * GET    /nomad/clients/{id}/usage     host usage, requested from the client through Nomad
 * GET    /nomad/clients/{id}/detail  attributes, metadata, events, raw JSON, requested from Nomad
 * </pre>
 */
@ApplicationModule(
    allowedDependencies = {"audit", "nomad", "nomad :: ui", "queue", "remote", "web"})
@NullMarked
package dev.signalbox.clients;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
