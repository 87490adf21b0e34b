/**
 * The first screen. It knows no room, only addresses: each panel is a request of its own, so that a
 * slow or dead one costs that panel and nothing else. What a room has in memory comes with the page
 * instead, by {@code web.AtAGlance}: there is nothing to wait for, and one request less.
 *
 * <pre>
 * GET /
 * </pre>
 */
@ApplicationModule(allowedDependencies = "web")
@NullMarked
package dev.signalbox.overview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
