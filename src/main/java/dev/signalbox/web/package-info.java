/**
 * Shared web infrastructure: layout, navigation, components, error pages, security headers and the
 * command palette. It does not depend on the feature modules.
 *
 * <pre>
 * GET  /find          search by name (command palette; a page without JavaScript)
 * PUT  /appearance    theme: light, dark or system
 * GET  /address-too-long  the page to return to has too long an address
 * GET  /assets/**     static files by content hash
 * POST /csp-reports   content security policy violation reports
 * ANY  /error         error pages
 * </pre>
 */
@ApplicationModule(allowedDependencies = {"coordination", "remote", "settings"})
@NullMarked
package dev.signalbox.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
