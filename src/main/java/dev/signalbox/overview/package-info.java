/**
 * The overview, the start page of the console. It depends on no other feature module but the audit
 * log and the accounts: modules provide panels with {@link dev.signalbox.web.SummaryPanelSource}
 * and rows of the panel "Installation health" with {@link dev.signalbox.web.HealthSource}. Each
 * panel is loaded by its own request with a time limit, so a slow or failing panel does not affect
 * the others. Panels that are computed from memory are rendered with the page, and without
 * JavaScript all are.
 *
 * <pre>
 * GET /
 * GET /overview/panels/{id}         a panel
 * GET /wall/{token}                 the wall, for a screen without a signed-in user
 * GET /settings/wall-links          the links to the wall; POST creates one
 * GET /settings/wall-links/new      the form for a new link
 * GET /settings/wall-links/created  the new link, for five minutes
 * GET /settings/wall-links/{id}     confirmation of the revocation; DELETE revokes the link
 * </pre>
 */
@ApplicationModule(
    allowedDependencies = {
      "accounts",
      "audit",
      "coordination",
      "kubernetes",
      "remote",
      "secrets",
      "settings",
      "velero",
      "velero :: installation",
      "velero :: state",
      "web"
    })
@NullMarked
package dev.signalbox.overview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
