/**
 * System settings: who can sign in, and whether new users need approval.
 *
 * <pre>
 * GET /settings/registration        the current rules and their source
 * GET /settings/registration/edit   the form
 * PUT /settings/registration        saves; asks for confirmation if users would lose access
 * </pre>
 *
 * <p>Each organization name is resolved to its numeric id at GitHub when it is saved, so taking
 * over a released name does not give access.
 */
@ApplicationModule(
    allowedDependencies = {
      "accounts",
      "accounts :: membership",
      "api",
      "audit",
      "github",
      "remote",
      "secrets",
      "web"
    })
@NullMarked
package dev.signalbox.registration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
