/**
 * The overview, the start page of the console. It depends on no other feature module: each panel is
 * loaded by a separate request to a URL of the module that renders it, so a slow or failing panel
 * does not affect the others. Panels that are computed from memory implement {@link
 * dev.signalbox.web.SummaryPanelSource} and are rendered with the page.
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
