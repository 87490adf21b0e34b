/**
 * The page kit: layout, navigation, components, errors, browser headers and the command palette,
 * shared by every room and knowing none of them.
 *
 * <pre>
 * GET  /find          people and places by name (the palette, and a page without JavaScript)
 * PUT  /appearance    light, dark or as the system
 * GET  /assets/**     our files and the few third-party ones, by content hash
 * POST /csp-reports   what a browser refused to run
 * ANY  /error         every failure in the product's look
 * </pre>
 */
@ApplicationModule(allowedDependencies = {"outside", "settings"})
@NullMarked
package dev.signalbox.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
