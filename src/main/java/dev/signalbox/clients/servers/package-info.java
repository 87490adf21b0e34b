/**
 * The page Servers: the members of the Nomad server cluster, their health, version advisories and
 * API capabilities.
 *
 * <pre>
 * GET    /nomad/servers   the page; the report of the servers is loaded as a fragment
 * </pre>
 */
@NullMarked
package dev.signalbox.clients.servers;

import org.jspecify.annotations.NullMarked;
