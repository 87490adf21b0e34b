/**
 * Who decides where builds run.
 *
 * <pre>
 * GET    /nomad/servers   the page, which stands at once; what the servers say comes as its part
 * </pre>
 */
@NullMarked
package dev.signalbox.nomad.servers;

import org.jspecify.annotations.NullMarked;
