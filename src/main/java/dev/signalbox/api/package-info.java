/**
 * Common parts of the REST API: problems, pagination links, and the OpenAPI document generated from
 * the routes.
 *
 * <pre>
 * GET /api                        the API reference, with commands to copy
 * GET /api/v1/openapi.json        the OpenAPI 3.1 document
 * </pre>
 *
 * <p>Any module can have routes below {@code /api/}: errors there become problems of RFC 9457, and
 * the document lists the route. Access is decided by the filter chain in {@code accounts}.
 */
@ApplicationModule(allowedDependencies = {"remote", "settings", "web"})
@NullMarked
package dev.signalbox.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
