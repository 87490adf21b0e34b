/**
 * What the console says to machines: one form of refusal, links from page to page, and a document
 * that is made from the routes themselves. It stands beside {@code web}, which speaks to people.
 *
 * <pre>
 * GET /api                        what there is, for reading; with calls to copy
 * GET /api/v1/openapi.json        the same as OpenAPI 3.1
 * </pre>
 *
 * <p>Any room may have routes below {@code /api/}: a refusal there becomes a problem of RFC 9457 by
 * the address alone, and the document lists the route. Who may call is decided by the filter chain
 * in {@code accounts}.
 */
@ApplicationModule(allowedDependencies = {"web", "outside", "settings"})
@NullMarked
package dev.signalbox.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
