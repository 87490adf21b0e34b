/**
 * Live updates: one stream of server-sent events per browser tab, and notifications between the
 * instances of the console about changed topics and revoked access.
 *
 * <pre>
 * GET /events   names of changed topics; pages fetch the affected parts
 * </pre>
 *
 * <p>A stream carries topic names only. The HTML is rendered by the pages' own endpoints, so
 * streams need no authorization checks of their content.
 */
@ApplicationModule(allowedDependencies = {"coordination"})
@NullMarked
package dev.signalbox.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
