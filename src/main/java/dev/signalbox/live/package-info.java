/**
 * What changes while a page is open: one stream of server-sent events for each browser tab, and the
 * bulletin that carries topic names and cut-offs between the instances of the console.
 *
 * <pre>
 * GET /events   topic names; the page's own parts fetch themselves again
 * </pre>
 *
 * <p>A stream carries no data, only names of topics, so that HTML exists once and no stream has to
 * be checked for what its reader may see.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.signalbox.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
